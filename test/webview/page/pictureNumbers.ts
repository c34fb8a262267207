import { deflateSync, crc32 } from 'node:zlib'
import { openModel, type GazeModel } from '../../../core/index.ts'
import { nodeFolder } from '../../../cli/nodeFolder.ts'
import { ortRuntime } from '../../../cli/ortRuntime.ts'
import { readPicture } from '../../../cli/readPicture.ts'

/** What the command line's engine gives for a picture: each layer's weights, and the classifier's logits. */
export async function inNode(model: string, file: string): Promise<{ layers: Float32Array[]; labels: readonly string[]; logits: Float32Array | undefined }> {
  const opened: GazeModel = await openModel(nodeFolder(`media/models/${model}`, model), ortRuntime(), { encoderDecoders: true })
  try {
    const encoding = await opened.look(await readPicture(file))
    const { attention } = await opened.capture(encoding)
    return { layers: attention.map(({ data }) => data), labels: opened.info.labels ?? [], logits: await opened.classify?.(encoding) }
  } finally {
    await opened.dispose()
  }
}

/** A PNG of 8-bit red, green, blue and alpha. */
export function pngOf(width: number, height: number, pixel: (x: number, y: number) => readonly [number, number, number, number]): Buffer {
  const rows = Buffer.concat(Array.from({ length: height }, (_, y) =>
    Buffer.from([0, ...Array.from({ length: width }, (_, x) => pixel(x, y)).flat()])))
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 6, 0, 0, 0], 8)
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}
