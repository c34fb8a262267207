/** File names a model's loader may ask for; everything else in a folder (weights of other frameworks) is left alone. */
const wanted = /\.(json|txt|model|onnx|onnx_data(_\d+)?|data)$/i

/** Whether a file of a model folder is one that the engine may read; `path` is relative to the folder. */
export function isModelFile(path: string): boolean {
  const parts = path.split('/')
  return (parts.length === 1 || (parts.length === 2 && parts[0] === 'onnx')) && wanted.test(path)
}

/** What a folder lacks of the Hugging Face layout, as the names a person looks for. */
export function missingParts(paths: readonly string[]): string[] {
  // Who takes pictures alone spells nothing.
  const needed = paths.includes('preprocessor_config.json') ? ['config.json'] : ['config.json', 'tokenizer.json']
  const missing = needed.filter((name) => !paths.includes(name))
  if (!paths.some((path) => path.toLowerCase().endsWith('.onnx'))) missing.push('onnx/*.onnx')
  return missing
}
