import { join } from 'node:path'
import { nodeFolder } from '../../../cli/nodeFolder.ts'
import type { ModelFolder } from '../../../core/index.ts'

/** test/fixtures/onnx. */
export const fixtures = join(import.meta.dirname, '../../fixtures/onnx')

/** A fixture's folder, some of its files replaced, added (bytes or JSON) or taken away (null). */
export function fixtureFolder(name: string, changes: Readonly<Record<string, Uint8Array | object | string | null>> = {}): ModelFolder {
  const folder = nodeFolder(join(fixtures, name), name)
  return {
    name,
    async list() {
      const kept = (await folder.list()).filter((path) => changes[path] === undefined)
      return [...kept, ...Object.keys(changes).filter((path) => changes[path] !== null)]
    },
    async read(path, options) {
      const change = changes[path]
      if (change === undefined) return folder.read(path, options)
      if (change instanceof Uint8Array) return change
      return new TextEncoder().encode(typeof change === 'string' ? change : JSON.stringify(change))
    },
  }
}
