import type { Section } from '../section.ts'
import { bertNormalizer } from './bertNormalizer.ts'
import type { Normalizer } from './normalizer.ts'
import { precompiled } from './precompiled.ts'
import { simpleNormalizers } from './simpleNormalizers.ts'

/** The normalizer that a section of tokenizer.json describes. Throws a GazeError for a type that is not supported. */
export function createNormalizer(section: Section): Normalizer {
  const { type } = section
  if (type === 'Sequence') {
    const steps = section.sections('normalizers').map(createNormalizer)
    return (text) => steps.reduce((done, step) => step(done), text)
  }
  if (type === 'BertNormalizer') return bertNormalizer(section)
  if (type === 'Precompiled') return precompiled(section)
  const simple = Object.hasOwn(simpleNormalizers, type) ? simpleNormalizers[type] : undefined
  if (!simple) throw section.unsupported(`the normalizer ${type}`)
  return simple(section)
}
