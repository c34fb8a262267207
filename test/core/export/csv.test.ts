import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { csvLine, shortFloat } from '../../../core/export/csv.ts'

/** RFC 4180, read character by character. */
function readLine(line: string): string[] {
  const fields: string[] = []
  let [at, field] = [0, '']
  while (at < line.length) {
    if (line[at] === '"' && field === '') {
      for (at++; line[at] !== '"' || line[at + 1] === '"'; at++) {
        if (line[at] === '"') at++
        field += line[at]
      }
      at++
    } else if (line[at] === ',' || line.startsWith('\r\n', at)) {
      fields.push(field)
      field = ''
      at += line[at] === ',' ? 1 : 2
    } else field += line[at++]
  }
  return fields
}

test('fields of any text come back as they were', () => {
  fc.assert(fc.property(fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('"', ',', '\n', '\r\n', '""', ' a ')), { minLength: 1 }), (fields) => {
    assert.deepEqual(readLine(csvLine(fields)), fields)
  }))
})

test('a float32 is written in few digits and read back as itself', () => {
  assert.equal(shortFloat(Math.fround(0.1)), '0.1')
  assert.equal(shortFloat(0), '0')
  fc.assert(fc.property(fc.float(), (value) => {
    assert.ok(Object.is(Math.fround(Number(shortFloat(value))), value) || value === 0)
    const digits = shortFloat(value).replace(/e.*/, '').replace(/^[-0.]+|\D|0+$/g, '')
    assert.ok(digits.replace(/0+$/, '').length <= 9 || !Number.isFinite(value), shortFloat(value))
  }))
})
