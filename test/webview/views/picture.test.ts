import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { AttentionSlice, TokenSpan } from '../../../protocol/attention.ts'
import { patchWeights, placeOfPatch } from '../../../webview/state/patches.ts'
import { initialPictureSettings, readPictureSettings } from '../../../webview/state/pictureSettings.ts'
import { layersOfPicture } from '../../../webview/views/picture/layersOfPicture.ts'
import { layoutPicture, movePatch, patchAt, patchRect } from '../../../webview/views/picture/pictureLayout.ts'

const whole = { left: 0, top: 0, width: 1, height: 1 }
const grid = { first: 1, rows: 2, columns: 3, box: whole }

test('the point in the middle of every patch is in that patch, whatever the picture, the room and the cut', () => {
  fc.assert(fc.property(
    fc.integer({ min: 40, max: 3000 }), fc.integer({ min: 40, max: 3000 }), fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 24 }),
    fc.double({ min: -0.2, max: 0.3, noNaN: true }), fc.double({ min: 0.4, max: 1.2, noNaN: true }), fc.constantFrom(1, 1.5, 2),
    (width, height, rows, columns, left, across, pixelRatio) => {
      const box = { left, top: left / 2, width: across, height: across }
      const layout = layoutPicture({ width, height }, { first: 0, rows, columns, box }, { width: 800, height: 700 }, pixelRatio)
      assert.ok(layout.width <= 800.5 && layout.height <= 700.5)
      for (let patch = 0; patch < rows * columns; patch++) {
        const rect = patchRect(layout, patch)
        if (rect.width > 0 && rect.height > 0) assert.equal(patchAt(layout, rect.left + rect.width / 2, rect.top + rect.height / 2), patch)
      }
      assert.equal(patchAt(layout, layout.x.at(-1)! + 1, layout.y[0]!), null)
    },
  ))
})

test('keys never leave the patches, and there and back is where one was unless an edge was met', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.nat(80), fc.constantFrom('ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End'), fc.boolean(),
    (rows, columns, at, key, ctrl) => {
      const patch = at % (rows * columns)
      const next = movePatch(key, ctrl, patch, rows, columns)!
      assert.ok(next >= 0 && next < rows * columns)
      const opposite = ({ ArrowUp: 'ArrowDown', ArrowDown: 'ArrowUp', ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' } as Record<string, string>)[key]
      if (opposite && next !== patch) assert.equal(movePatch(opposite, false, next, rows, columns), patch)
    }))
  assert.equal(movePatch('a', false, 0, 2, 2), null)
})

/** Row q has 10 q + k for key k. */
function sliceOf(queries: number, keys: number, part: Partial<AttentionSlice> = {}): AttentionSlice {
  return { choice: { layer: 0, head: 0 }, queries, keys, weights: Float32Array.from({ length: queries * keys }, (_, at) => Math.floor(at / keys) * 10 + (at % keys)), ...part }
}

test('a token’s row over the patches, added up for several, turned over for what attends to it', () => {
  const slice = sliceOf(7, 7)
  assert.deepEqual([...patchWeights(slice, 'attendsTo', [2], grid)!.weights], [21, 22, 23, 24, 25, 26])
  assert.deepEqual([...patchWeights(slice, 'attendsTo', [0, 1], grid)!.weights], [12, 14, 16, 18, 20, 22])
  assert.deepEqual([...patchWeights(slice, 'attendedBy', [2], grid)!.weights], [12, 22, 32, 42, 52, 62])
  assert.equal(patchWeights(slice, 'attendsTo', [2], grid)!.top, 26)
  assert.equal(patchWeights(slice, 'attendsTo', [], grid), null)
})

test('a caption’s word has weights over the patches in cross-attention only', () => {
  const cross = sliceOf(2, 7, { firstQuery: 8 })
  assert.deepEqual([...patchWeights(cross, 'attendsTo', [9], grid)!.weights], [11, 12, 13, 14, 15, 16])
  assert.deepEqual(patchWeights(cross, 'attendedBy', [9], grid)!.direction, 'attendsTo')
  assert.equal(patchWeights(cross, 'attendsTo', [2], grid), null)
  assert.equal(patchWeights(sliceOf(3, 3, { firstQuery: 7, firstKey: 7 }), 'attendsTo', [9], grid), null)
})

test('a patch’s place counts from 1, and nothing else has one', () => {
  assert.deepEqual(placeOfPatch(grid, 1), { row: 1, column: 1 })
  assert.deepEqual(placeOfPatch(grid, 6), { row: 2, column: 3 })
  for (const token of [0, 7]) assert.equal(placeOfPatch(grid, token), null)
})

test('of a captioner those layers are shown whose rows the picked token has; of a large model the chosen alone', () => {
  const tokens = (count: number, words = 0): TokenSpan[] => Array.from({ length: count }, (_, id) => ({ id, text: String(id), start: 0, end: 0, special: false, segment: id >= count - words ? 1 : 0 }))
  const layers = ['encoder.0', 'encoder.1', 'decoder.0', 'cross.0'].map((name) => ({ name, heads: 4 }))
  assert.deepEqual(layersOfPicture(layers, tokens(70, 5), [3], { layer: 3, head: 0 }), [0, 1])
  assert.deepEqual(layersOfPicture(layers, tokens(70, 5), [68], { layer: 3, head: 0 }), [3])
  const large = Array.from({ length: 24 }, (_, layer) => ({ name: `encoder.${layer}`, heads: 16 }))
  assert.deepEqual(layersOfPicture(large, tokens(577), [3], { layer: 7, head: 0 }), [7])
})

test('settings that an earlier page stored are read, and odd ones get their first values', () => {
  assert.deepEqual(readPictureSettings({ mode: 'tint', strength: 0.5 }), { mode: 'tint', strength: 0.5 })
  for (const odd of [{}, { mode: 'x', strength: 7 }, { mode: null, strength: NaN }]) assert.deepEqual(readPictureSettings(odd), initialPictureSettings)
})
