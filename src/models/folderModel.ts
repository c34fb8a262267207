import { FileType, l10n, Uri, workspace } from 'vscode'
import type { ModelFile } from '../../protocol/model.ts'
import { Refusal } from '../refusal.ts'
import { nameOf } from '../sessions/nameOf.ts'
import type { Model } from '../sessions/session.ts'
import { isModelFile, missingParts } from './modelLayout.ts'

/** The model in a folder of Hugging Face layout, on any file system; rejects with a Refusal that names what is missing. */
export async function folderModel(folder: Uri): Promise<Model> {
  const name = nameOf(folder.toString())
  const listed = await list(folder)
  if (!listed) throw new Refusal(l10n.t('The model folder {0} cannot be read; choose another with Choose Model.', folder.path))
  const inner = listed.includes('onnx') ? (await list(Uri.joinPath(folder, 'onnx')))?.map((file) => `onnx/${file}`) : undefined
  const paths = [...listed, ...(inner ?? [])].filter(isModelFile)
  const missing = missingParts(paths)
  if (missing.length > 0) {
    throw new Refusal(l10n.t(
      '{0} lacks {1}; choose a folder in Hugging Face layout, with config.json, tokenizer.json and an .onnx file in it or in onnx/.',
      name, missing.join(', '),
    ))
  }
  const files = await Promise.all(paths.map(async (path): Promise<ModelFile> => {
    const { size } = await workspace.fs.stat(Uri.joinPath(folder, path))
    return { path, bytes: size }
  }))
  return { id: folder.toString(), label: name, folder: folder.toString(), files, ...await writesTexts(folder, paths) && { kind: 'encoder-decoder' as const } }
}

/** Whether it is an encoder-decoder of texts, which its configuration says also where both are one graph. */
async function writesTexts(folder: Uri, paths: readonly string[]): Promise<boolean> {
  if (paths.includes('preprocessor_config.json')) return false
  try {
    const config: unknown = JSON.parse(new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(folder, 'config.json'))))
    return typeof config === 'object' && config !== null && 'is_encoder_decoder' in config && config.is_encoder_decoder === true
  } catch {
    return false
  }
}

async function list(folder: Uri): Promise<string[] | undefined> {
  try {
    const entries = await workspace.fs.readDirectory(folder)
    return entries.filter(([name, type]) => (type & FileType.Directory) === 0 || name === 'onnx').map(([name]) => name)
  } catch {
    return undefined
  }
}
