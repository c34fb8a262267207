export type MoveName = 'up' | 'right' | 'down' | 'left'

/** A move that an agent may choose; `to` is the cell it leads to: the agent's own where a wall or the edge is in the way. */
export interface AgentMove {
  readonly name: MoveName
  readonly probability: number
  readonly to: number
}

/** What an agent's model makes of a grid world; its tokens are the cells, row by row from the top left. */
export interface WorldAnalysis {
  readonly rows: number
  readonly columns: number
  readonly agent: number
  /** Null where no goal is to be seen: the agent is on it, or there is none. */
  readonly goal: number | null
  /** In the order of the model's outputs. */
  readonly moves: readonly AgentMove[]
  /** The likeliest of them. */
  readonly chosen: number
}

/** A step that was taken, from cell to cell. */
export interface TakenStep {
  readonly from: number
  readonly move: AgentMove
  /** It was the likeliest; else a person has moved the agent. */
  readonly chosen: boolean
}

/** An agent's way in one world. */
export interface Episode {
  /** Where the goal is, or was before the agent got there; null where there never was one. */
  readonly goal: number | null
  readonly steps: readonly TakenStep[]
  /** It goes on until it is at the goal. */
  readonly acting: boolean
}
