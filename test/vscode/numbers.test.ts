import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { readNpz } from '../readNpz.ts'
import { analyseTotal, sum } from './analyse.ts'
import { leaveBrowser, stage, type Stage } from './stage.ts'

after(leaveBrowser)

/** The function `total` of samples/total.ts, as it is analysed. */
const text = readFileSync('samples/total.ts', 'utf8').split('\n').slice(0, 7).join('\n')

/** What the command line says the second `sum` attends to: its eight strongest, special tokens left out. */
function fromCommandLine(layer: number, head: number): number[] {
  const folder = mkdtempSync(join(tmpdir(), 'token-gaze-'))
  try {
    const out = join(folder, 'weights.npz')
    const said = execFileSync(process.execPath, ['dist/cli.js', 'capture', 'minilm', '--text', text, '--out', out, '--json'], { encoding: 'utf8' })
    const { tokens } = JSON.parse(said) as { tokens: { start: number; special: boolean }[] }
    const { shape, data } = readNpz(readFileSync(out))[`encoder.${layer - 1}`]!
    const row = tokens.findIndex(({ start, special }) => !special && start === text.indexOf('sum', text.indexOf('sum') + 1))
    const [, queries, keys] = shape as [number, number, number]
    return tokens.flatMap(({ special }, key) => special ? [] : [Number(data[((head - 1) * queries + row) * keys + key]!)])
      .sort((a, b) => b - a).slice(0, 8)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function fromView(it: Stage): Promise<number[]> {
  await it.workbench.editor.caretTo(sum)
  await it.workbench.editor.waitForSources(sum)
  return (await it.view.strongest()).slice(0, 8).map(({ weight }) => weight)
}

function assertSame(shown: readonly number[], expected: readonly number[]): void {
  assert.equal(shown.length, 8)
  shown.forEach((weight, index) => {
    assert.ok(Math.abs(weight - expected[index]!) <= 0.00051, `${shown.join()} differs from ${expected.join()}`)
  })
}

test('the view shows the numbers of the command line', async (t) => {
  const it = await stage(t)
  await analyseTotal(it)
  await it.workbench.statusItem('WASM').waitFor()
  assertSame(await fromView(it), fromCommandLine(3, 5))
})

test('WebGPU shows the same numbers', async (t) => {
  const it = await stage(t, { webgpu: true, settings: { 'tokenGaze.backend': 'webgpu' } })
  await analyseTotal(it)
  await it.workbench.statusItem('WebGPU').waitFor()
  assertSame(await fromView(it), fromCommandLine(3, 5))
})

test('WebGPU that is asked for, and is not there, is said', async (t) => {
  const it = await stage(t, { settings: { 'tokenGaze.backend': 'webgpu' } })
  await it.workbench.openFile('total.ts')
  await it.workbench.run('Token Gaze: Show Attention')
  await it.view.frame.getByRole('alert').filter({ hasText: 'WebGPU' }).waitFor()
})
