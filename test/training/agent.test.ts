import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { test } from 'node:test'

/* Trains the smallest of the bundled models from nothing, where there is a Python with PyTorch (training/agent/README.md). */

const python = process.env['TOKEN_GAZE_PYTHON'] ?? 'python3'
const isThere = spawnSync(python, ['-c', 'import torch, tokenizers, numpy']).status === 0

test('the agent learns from nothing', { skip: isThere ? false : `${python} has no PyTorch: set TOKEN_GAZE_PYTHON to one that has (training/agent/requirements.txt)` }, () => {
  const said = execFileSync(python, ['-m', 'training.agent.quick'], { encoding: 'utf8', env: { ...process.env, OMP_NUM_THREADS: '1' } })
  const { loss, before, after, learned } = JSON.parse(said) as { loss: number; before: number; after: number; learned: boolean }
  assert.ok(learned && loss < 1.2 && after > 2 * before, said)
})
