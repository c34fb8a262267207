import { WireReader } from '../../../core/onnx/wireReader.ts'
import { WireWriter } from '../../../core/onnx/wireWriter.ts'

const graphOfModel = 7
const initializerOfGraph = 5
const tensor = { rawData: 9, externalData: 13, dataLocation: 14 }

/** The same ONNX model with its initializers' bytes in another file, called `location` (as external_data does it). */
export function moveWeights(bytes: Uint8Array, location: string): { model: Uint8Array; weights: Uint8Array } {
  const moved: Uint8Array[] = []
  let offset = 0
  const model = mapField(bytes, graphOfModel, (graph) =>
    mapField(graph, initializerOfGraph, (initializer) =>
      mapField(
        initializer, tensor.rawData,
        (data) => {
          moved.push(data)
          const entry = (key: string, value: string) => new WireWriter().string(1, key).string(2, value)
          const written = new WireWriter()
            .message(tensor.externalData, entry('location', location))
            .message(tensor.externalData, entry('offset', String(offset)))
            .message(tensor.externalData, entry('length', String(data.length)))
            .int(tensor.dataLocation, 1)
          offset += data.length
          return written.finish()
        },
        true)))
  return { model, weights: Buffer.concat(moved) }
}

/** Replaces the bytes of every field of that number, or with `whole` the field together with its tag. */
function mapField(bytes: Uint8Array, field: number, map: (value: Uint8Array) => Uint8Array, whole = false): Uint8Array {
  const reader = new WireReader(bytes, 'model.onnx')
  const out: Uint8Array[] = []
  for (let start = 0; reader.next(); start = reader.offset) {
    if (reader.field === field) {
      const { offset, end } = reader.message()
      const value = map(bytes.subarray(offset, end))
      out.push(whole ? value : new WireWriter().bytes(field, value).finish())
    } else {
      reader.skip()
      out.push(bytes.subarray(start, reader.offset))
    }
  }
  return Buffer.concat(out)
}
