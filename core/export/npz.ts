import { Zip, ZipPassThrough } from 'fflate'
import { GazeError } from '../gazeError.ts'
import { npyHeader, type NpyArray } from './npy.ts'

/** Without its 64-bit extension, a zip archive ends here. */
const largestArchive = 2 ** 32 - 1
/** NumPy's own date for archive members: the same arrays always give the same bytes. */
const mtime = new Date(1980, 0, 1)

/**
 * The arrays as an NPZ archive (what `numpy.load` reads), stored without compression, as parts to be written one after
 * another; the parts view the arrays' own memory, nothing is copied. Throws a GazeError past 4 GiB.
 */
export function npzParts(arrays: readonly NpyArray[]): Uint8Array[] {
  const total = arrays.reduce((bytes, { data }) => bytes + data.byteLength + 1024, 0)
  if (total > largestArchive) {
    throw new GazeError(`${(total / 2 ** 30).toFixed(1)} GiB do not fit in one NPZ file (4 GiB): choose fewer layers or a shorter text.`)
  }
  const parts: Uint8Array[] = []
  const zip = new Zip((error, part) => {
    if (error) throw error
    parts.push(part)
  })
  for (const array of arrays) {
    const { buffer, byteOffset, byteLength } = array.data
    const member = new ZipPassThrough(`${array.name}.npy`)
    member.mtime = mtime
    zip.add(member)
    member.push(npyHeader(array))
    member.push(new Uint8Array(buffer, byteOffset, byteLength), true)
  }
  zip.end()
  return parts
}
