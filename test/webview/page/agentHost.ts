import { episodeAfter, type SessionEpisode } from '../../../src/agent/episode.ts'
import type { Analysis } from '../../../protocol/attention.ts'
import type { PageToHost } from '../../../protocol/pageToHost.ts'
import { until } from '../../../scripts/workbench/until.ts'
import type { PageUnderTest } from './pageUnderTest.ts'

/** An agent's session in the page, with this in the place of the host and its document: acts, steps back, follows the way. */
export class AgentHost {
  readonly page: PageUnderTest
  text: string
  #episode: SessionEpisode | undefined
  #was: Analysis['world']
  #version = 1

  constructor(page: PageUnderTest, text: string) {
    this.page = page
    this.text = text
  }

  get episode(): SessionEpisode {
    return this.#episode!
  }

  /** Waits until the world is looked at, and tells the page of the way to it. */
  async settle(): Promise<Analysis> {
    const version = this.#version
    await until('the world looked at', () => Promise.resolve(this.#reports('analysed', version) && this.#reports('slice', version)), Boolean)
    const { analysis } = this.page.ofType('analysed').at(-1)!
    this.#episode = episodeAfter(this.#episode, this.#was, analysis)
    this.#was = analysis.world
    await this.#tell({ focus: [analysis.world!.agent] })
    return analysis
  }

  /** Does what the page asks of the host, once it has asked for it. */
  async answer(command: 'act' | 'stepBack'): Promise<Analysis> {
    const asked = (message: PageToHost): boolean => message.type === 'command' && message.command === command
    await until(`the page's wish to ${command}`, () => Promise.resolve(this.page.heard.some(asked)), Boolean)
    this.page.heard.splice(this.page.heard.findIndex(asked), 1)
    const { moves, chosen, agent } = this.#was!
    const last = this.episode.steps.at(-1)
    if (command === 'act') return this.write(new Map([[agent, '.'], [moves[chosen]!.to, 'A']]))
    return this.write(new Map([[last!.move.to, last!.move.to === this.episode.goal ? 'G' : '.'], [last!.from, 'A']]))
  }

  /** Writes signs on cells, and has the page look at the world again. */
  async write(signs: ReadonlyMap<number, string>): Promise<Analysis> {
    const { tokens } = this.page.ofType('analysed').at(-1)!.analysis
    for (const [cell, sign] of signs) this.text = this.text.slice(0, tokens[cell]!.start) + sign + this.text.slice(tokens[cell]!.end)
    this.#version++
    await this.page.change({ key: { id: this.page.session!.key.id, version: this.#version }, text: this.text })
    return this.settle()
  }

  async tellActing(acting: boolean): Promise<void> {
    this.#episode = { ...this.episode, acting }
    await this.#tell({})
  }

  async #tell(part: { readonly focus?: readonly number[] }): Promise<void> {
    const { goal, steps, acting } = this.episode
    await this.page.change({ ...part, episode: { goal, steps, acting } })
  }

  #reports(type: 'analysed' | 'slice', version: number): boolean {
    return this.page.ofType(type).some(({ key }) => key.version === version)
  }
}
