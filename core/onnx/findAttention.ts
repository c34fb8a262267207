import { analyse } from './analyse.ts'
import type { AttentionRefusal, AttentionSite } from './attentionSite.ts'
import { crossTest, type ModelHint, siteKinds } from './siteKinds.ts'
import { fusedRefusals } from './fusedRefusals.ts'
import { nodeLabel } from './graphIndex.ts'
import type { AttentionRefs } from './layout.ts'
import type { OnnxModel, OnnxNode } from './onnxModel.ts'
import { type ReadSite, readSite } from './readSite.ts'

/** An attention as the finder hands it to `patchModel`; treat `refs` as opaque. */
export interface FoundAttention extends AttentionSite {
  readonly refs: AttentionRefs
}

export interface AttentionFindings {
  /** In layer order. */
  readonly sites: readonly FoundAttention[]
  readonly refusals: readonly AttentionRefusal[]
}

function twoStates(node: OnnxNode): string {
  return `The cross-attention at node ${nodeLabel(node)} makes its queries of other states than its keys and values.`
}

/** Finds every attention of a model by its structure; what it recognises but cannot expose comes back as refusals. */
export function findAttention(model: OnnxModel, hint: ModelHint = {}): AttentionFindings {
  const { index, facts } = analyse(model)
  const refused: AttentionRefusal[] = []
  const found: ReadSite[] = []
  for (const node of index.nodes) {
    if (node.domain !== '' && node.domain !== 'com.microsoft') continue
    const site = readSite(node, index, facts)
    if (site && 'reason' in site) refused.push(site)
    else if (site) found.push(site)
  }
  const kinds = siteKinds(found, index, facts, hint)
  const counts = { encoder: 0, decoder: 0, cross: 0 }
  const sites = found.map((site, i): FoundAttention => {
    const kind = kinds[i]!
    const { node, known, refs } = site
    const missing = kind === 'cross' ? { ...site.missing, hidden: twoStates(node) } : site.missing
    const at = counts[kind]++
    return { name: `${kind}.${String(at)}`, kind, index: at, ...known, node: nodeLabel(node), missing, refs }
  })
  const isCross = crossTest(new Set(found.map(({ refs }) => refs.context.tensor)), index, facts, hint)
  return { sites, refusals: [...fusedRefusals(model, isCross), ...refused] }
}
