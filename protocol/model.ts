/** Which execution provider the person asked for, and which one answered. */
export type Backend = 'webgpu' | 'wasm'
export type BackendChoice = 'auto' | Backend

export interface ModelFile {
  /** Relative to the model's folder, forward slashes. */
  readonly path: string
  readonly bytes: number
  /** Lower-case hex; present for bundled models, checked at load. */
  readonly sha256?: string
}

/** Where a page's worker finds a model: a folder address it may fetch from, and the files in it. */
export interface ModelSource {
  /** Stable across sessions: `bundled:minilm`, or the folder's URI. */
  readonly id: string
  readonly label: string
  /** Ends with a slash; differs from mount to mount (webview resource address). */
  readonly baseUri: string
  readonly files: readonly ModelFile[]
}
