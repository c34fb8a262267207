import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { GazeError } from '../core/index.ts'

/** A model that Token Gaze ships, as media/models/manifest.json lists it. */
export interface BundledModel {
  readonly name: string
  readonly label: string
  readonly kind: string
  /** Relative to media/models. */
  readonly folder: string
  readonly license: string
  readonly source: string
  /** A text or picture to try it on, in its folder. */
  readonly sample?: string
  /** The layer and head that the editor shows first, from 0. */
  readonly start?: { readonly layer: number; readonly head: number }
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[]
}

/** media/models as seen from cli/ and from dist/ alike. */
export const bundledFolder = fileURLToPath(new URL('../media/models/', import.meta.url))

/** The bundled models' manifest; a GazeError where the installation lacks it. */
export async function bundledModels(): Promise<readonly BundledModel[]> {
  try {
    return JSON.parse(await readFile(`${bundledFolder}manifest.json`, 'utf8')) as BundledModel[]
  } catch (cause) {
    throw new GazeError('The manifest of the bundled models (media/models/manifest.json) cannot be read: install Token Gaze again.', 'internal', { cause })
  }
}
