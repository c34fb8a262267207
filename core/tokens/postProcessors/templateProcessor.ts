import { GazeError } from '../../gazeError.ts'
import type { Section } from '../section.ts'
import type { PostProcessor } from './createPostProcessor.ts'
import type { Part } from './piece.ts'

type Slot = { readonly text: number; readonly segment: number } | { readonly ids: readonly number[]; readonly tokens: readonly string[]; readonly segment: number }

/** Special tokens around one text or two, as the templates `single` and `pair` say. */
export function templateProcessor(section: Section): PostProcessor {
  const single = readTemplate(section, 'single')
  const pair = readTemplate(section, 'pair')
  return {
    added: (isPair) => (isPair ? pair : single).reduce((sum, slot) => sum + ('ids' in slot ? slot.ids.length : 0), 0),
    process: (parts, special) => (parts.length > 1 ? pair : single).flatMap((slot): Part[] => {
      if ('text' in slot) {
        const part = parts[slot.text]
        return part ? [{ ...part, segment: slot.segment }] : []
      }
      const pieces = slot.ids.map((id, i) => ({ id, value: slot.tokens[i] ?? '', start: 0, end: 0 }))
      return special ? [{ pieces, text: '', special: true, segment: slot.segment }] : []
    }),
  }
}

function readTemplate(section: Section, key: string): Slot[] {
  return section.sections(key).map((item): Slot => {
    if (item.has('Sequence')) {
      const sequence = item.section('Sequence')
      return { text: sequence.text('id') === 'A' ? 0 : 1, segment: sequence.number('type_id', 0) }
    }
    const special = item.section('SpecialToken')
    const token = section.section('special_tokens').section(special.text('id'))
    const ids = token.list('ids')
    if (!ids.every((id) => typeof id === 'number')) {
      throw new GazeError(`tokenizer.json is damaged: ${token.path}.ids should hold numbers.`)
    }
    return { ids, tokens: token.list('tokens').map(String), segment: special.number('type_id', 0) }
  })
}
