export interface ReadOptions {
  readonly signal?: AbortSignal
  /** Bytes so far, of how many. */
  readonly onProgress?: (loaded: number, total: number) => void
}

/**
 * A folder in Hugging Face layout, wherever it is: on disk for the command line, behind the webview's resource
 * addresses in the editor. Paths use forward slashes, relative to the folder.
 */
export interface ModelFolder {
  readonly name: string
  list(): Promise<readonly string[]>
  /** Rejects with a GazeError that names the file. */
  read(path: string, options?: ReadOptions): Promise<Uint8Array>
}
