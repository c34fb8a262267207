import type { ModelFile, ModelSource } from '../../protocol/model.ts'
import { fetchFile } from './fetchFile.ts'

/** Larger files are not read for their hash alone: it takes all of them in memory at once. */
const mostHashed = 512 * 2 ** 20
const known = new Map<string, Promise<string | undefined>>()

/** The model's files, with the SHA-256 of its graphs where nobody knew it and they can be read; each is read once. */
export function hashModel({ baseUri, files }: ModelSource): Promise<readonly ModelFile[]> {
  return Promise.all(files.map(async (file) => {
    if (file.sha256 !== undefined || !file.path.endsWith('.onnx') || file.bytes > mostHashed) return file
    const key = `${baseUri}\n${file.path}\n${file.bytes}`
    const hash = known.get(key) ?? hashOf(baseUri, file).catch(() => undefined)
    known.set(key, hash)
    const sha256 = await hash
    return sha256 === undefined ? file : { ...file, sha256 }
  }))
}

async function hashOf(baseUri: string, { path, bytes }: ModelFile): Promise<string> {
  const blocks: Uint8Array<ArrayBuffer>[] = []
  const address = baseUri + path.split('/').map(encodeURIComponent).join('/')
  await fetchFile(address, { name: path, bytes, signal: new AbortController().signal }, (block) => blocks.push(block))
  const digest = await crypto.subtle.digest('SHA-256', await new Blob(blocks).arrayBuffer())
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
