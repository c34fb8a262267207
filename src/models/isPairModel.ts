/**
 * Whether a model takes two texts as a pair: an encoder by its config.json, whose tokenizer.json puts something between them,
 * or an encoder-decoder, whose source and target they are.
 */
export function isPairModel(config: unknown, tokenizer: unknown): boolean {
  return field(config, 'is_encoder_decoder') === true || (!decodes(config) && partsTexts(field(tokenizer, 'post_processor')))
}

function decodes(config: unknown): boolean {
  const architectures = list(config, 'architectures')
  return field(config, 'is_decoder') === true || architectures.some((name) => typeof name === 'string' && /CausalLM|LMHead|ConditionalGeneration/.test(name))
}

function partsTexts(processor: unknown): boolean {
  switch (field(processor, 'type')) {
    case 'BertProcessing':
    case 'RobertaProcessing': return true
    case 'Sequence': return list(processor, 'processors').some(partsTexts)
    case 'TemplateProcessing': {
      const slots = list(processor, 'pair')
      const at = (id: string): number => slots.findIndex((slot) => field(field(slot, 'Sequence'), 'id') === id)
      const [first, second] = [at('A'), at('B')]
      return first >= 0 && slots.some((slot, index) => first < index && index < second && field(slot, 'SpecialToken') !== undefined)
    }
    default: return false
  }
}

function field(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null ? (of as Readonly<Record<string, unknown>>)[name] : undefined
}

function list(of: unknown, name: string): readonly unknown[] {
  const found = field(of, name)
  return Array.isArray(found) ? found : []
}
