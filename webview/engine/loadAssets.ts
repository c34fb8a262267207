import { t } from '../l10n/translate.ts'
import { EngineFailure } from './engineFailure.ts'
import { fetchFile } from './fetchFile.ts'

/** What a worker is started from: its script as a blob: address (webview workers load from nowhere else), and the runtime. */
export interface WorkerAssets {
  readonly script: string
  readonly wasm: ArrayBuffer
}

/** Fetches dist/worker.js and dist/ort.wasm once; they are kept for the next start, and after a failure fetched again. */
export function assetLoader(distUri: string): () => Promise<WorkerAssets> {
  let assets: Promise<WorkerAssets> | undefined
  return () => (assets ??= load(distUri).catch((error: unknown) => {
    assets = undefined
    throw error
  }))
}

async function load(distUri: string): Promise<WorkerAssets> {
  try {
    const [script, wasm] = await Promise.all([fetchBlob(distUri, 'worker.js'), fetchBlob(distUri, 'ort.wasm')])
    return {
      script: URL.createObjectURL(new Blob([script], { type: 'text/javascript' })),
      wasm: await wasm.arrayBuffer(),
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new EngineFailure({ message: t('The attention engine could not be loaded: {0} Reinstalling the extension may help.', reason), blame: 'internal' })
  }
}

async function fetchBlob(distUri: string, file: string): Promise<Blob> {
  const blocks: Uint8Array<ArrayBuffer>[] = []
  await fetchFile(distUri + file, { name: `dist/${file}`, signal: new AbortController().signal }, (block) => blocks.push(block))
  return new Blob(blocks)
}
