import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import decodeJpeg, { init as initJpeg } from '@jsquash/jpeg/decode.js'
import decodePng, { init as initPng } from '@jsquash/png/decode.js'
import decodeWebp, { init as initWebp } from '@jsquash/webp/decode.js'
import { GazeError, type Picture } from '../core/index.ts'

interface Format {
  readonly name: string
  readonly is: (bytes: Buffer) => boolean
  readonly decode: (bytes: ArrayBuffer) => Promise<Picture>
}

const quiet = { print: () => undefined, printErr: () => undefined }
const largestFile = 256 * 2 ** 20

const formats: readonly Format[] = [
  {
    name: 'PNG',
    is: (bytes) => bytes.subarray(0, 8).toString('latin1') === '\x89PNG\r\n\x1a\n',
    async decode(bytes) {
      await initPng(wasm('png', '@jsquash/png/codec/pkg/squoosh_png_bg.wasm'))
      return decodePng(bytes)
    },
  },
  {
    name: 'JPEG',
    is: (bytes) => bytes.subarray(0, 3).equals(Buffer.of(0xff, 0xd8, 0xff)),
    async decode(bytes) {
      await initJpeg({ ...quiet, wasmBinary: wasm('jpeg', '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm') })
      return decodeJpeg(bytes, { preserveOrientation: true })
    },
  },
  {
    name: 'WebP',
    is: (bytes) => bytes.subarray(0, 4).toString('latin1') === 'RIFF' && bytes.subarray(8, 12).toString('latin1') === 'WEBP',
    async decode(bytes) {
      await initWebp({ ...quiet, wasmBinary: wasm('webp', '@jsquash/webp/codec/dec/webp_dec.wasm') })
      return decodeWebp(bytes)
    },
  },
]

/** A picture's file, decoded; JPEG upright as its EXIF says. A GazeError names a file that is no PNG, JPEG or WebP, or is damaged. */
export async function readPicture(path: string): Promise<Picture> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new GazeError(`${path} cannot be read (${(cause as NodeJS.ErrnoException).code ?? 'unknown'}): check the path.`, 'input', { cause })
  })
  const format = formats.find(({ is }) => is(bytes))
  if (!format) throw new GazeError(`${path} is no picture in PNG, JPEG or WebP: convert it to one of them.`)
  if (bytes.length > largestFile) throw new GazeError(`${path} has more than ${largestFile / 2 ** 20} MB: give a smaller picture.`)
  try {
    return await format.decode(new Uint8Array(bytes).buffer)
  } catch (cause) {
    throw new GazeError(`${path} is a damaged ${format.name} or one of a kind that cannot be read: save it again as PNG.`, 'input', { cause })
  }
}

/** A decoder's code: beside the bundled command line, else in its package. */
function wasm(name: string, inPackage: string): ArrayBuffer {
  const bundled = new URL(`./cli-${name}.wasm`, import.meta.url)
  return new Uint8Array(readFileSync(existsSync(bundled) ? bundled : createRequire(import.meta.url).resolve(inPackage))).buffer
}
