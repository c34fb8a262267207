import { GazeError } from '../../gazeError.ts'
import type { Section } from '../section.ts'
import type { Part } from './piece.ts'
import { templateProcessor } from './templateProcessor.ts'
import { trimOffsets } from './trimOffsets.ts'

/** Puts special tokens around one text or two, and sets segments; may change the spans of the parts it is given. */
export interface PostProcessor {
  /** How many special tokens it adds. */
  added(pair: boolean): number
  process(parts: readonly Part[], addSpecialTokens: boolean): readonly Part[]
}

/** The post-processor that a section of tokenizer.json describes. Throws a GazeError for a type that is not supported. */
export function createPostProcessor(section: Section): PostProcessor {
  switch (section.type) {
    case 'TemplateProcessing': return templateProcessor(section)
    case 'BertProcessing': return bertProcessor(section)
    case 'RobertaProcessing': return robertaProcessor(section)
    case 'ByteLevel': return byteLevelProcessor(section)
    case 'Sequence': return sequence(section.sections('processors').map(createPostProcessor))
    default: throw section.unsupported(`the post-processor ${section.type}`)
  }
}

function sequence(steps: readonly PostProcessor[]): PostProcessor {
  return {
    added: (pair) => steps.reduce((sum, step) => sum + step.added(pair), 0),
    process: (parts, special) => steps.reduce((done, step) => step.process(done, special), parts),
  }
}

function byteLevelProcessor(section: Section): PostProcessor {
  const trim = section.flag('trim_offsets', true)
  const prefixed = section.flag('add_prefix_space', true)
  return {
    added: () => 0,
    process: (parts) => {
      if (trim) for (const part of parts) trimOffsets(part, prefixed)
      return parts
    },
  }
}

function bertProcessor(section: Section): PostProcessor {
  const cls = specialToken(section, 'cls')
  const sep = specialToken(section, 'sep')
  return {
    added: (pair) => (pair ? 3 : 2),
    process: ([first, second], special) => {
      if (!special) return second ? [first!, second] : [first!]
      return [cls(0), first!, sep(0), ...(second ? [second, sep(1)] : [])]
    },
  }
}

function robertaProcessor(section: Section): PostProcessor {
  const cls = specialToken(section, 'cls')
  const sep = specialToken(section, 'sep')
  const trim = section.flag('trim_offsets', true)
  const prefixed = section.flag('add_prefix_space', true)
  return {
    added: (pair) => (pair ? 4 : 2),
    process: (parts, special) => {
      for (const part of parts) {
        if (trim) trimOffsets(part, prefixed)
        part.segment = 0
      }
      const [first, second] = parts
      if (!special) return parts
      return [cls(0), first!, sep(0), ...(second ? [sep(0), second, sep(0)] : [])]
    },
  }
}

function specialToken(section: Section, key: string): (segment: number) => Part {
  const [value, id] = section.list(key)
  if (typeof value !== 'string' || typeof id !== 'number') {
    throw new GazeError(`tokenizer.json is damaged: ${section.path}.${key} should be a token and its id.`)
  }
  return (segment) => ({ pieces: [{ id, value, start: 0, end: 0 }], text: '', special: true, segment })
}
