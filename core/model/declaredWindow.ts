type Json = Readonly<Record<string, unknown>>

/**
 * The size of each layer's local window as a configuration tells it, by layer from 0; undefined for a layer that it does not
 * call local. It is what is meant to be: `localWindow` finds what is there.
 */
export function declaredWindow(config: Json): (layer: number) => number | undefined {
  const size = [config['sliding_window'], config['window_size'], config['local_attention']].find((each) => Number.isSafeInteger(each) && (each as number) > 0)
  if (typeof size !== 'number' || config['use_sliding_window'] === false) return () => undefined
  const isLocal = localLayers(config)
  return (layer) => (isLocal(layer) ? size : undefined)
}

/** By name, layer by layer; by every how many layers one is global; else all of them. */
function localLayers(config: Json): (layer: number) => boolean {
  const names = [config['layer_types'], config['attention_layers']].find((each) => Array.isArray(each) && each.every((name) => typeof name === 'string')) as readonly string[] | undefined
  if (names) return (layer) => /local|sliding/.test(names[layer] ?? '')
  const every = config['global_attn_every_n_layers']
  if (typeof every === 'number' && every > 0) return (layer) => layer % every !== 0
  const pattern = config['sliding_window_pattern']
  if (typeof pattern === 'number' && pattern > 0) return (layer) => (layer + 1) % pattern !== 0
  return () => true
}
