/**
 * How many tokens to keep of the first text and of the second, so that both fit into `room`: the longer text is cut
 * first, as with the Rust tokenizers' longest_first.
 */
export function longestFirst(first: number, second: number, room: number): readonly [number, number] {
  if (first + second <= room) return [first, second]
  const shorter = Math.min(first, second)
  let longer = shorter > room ? shorter : Math.max(shorter, room - shorter)
  let kept = shorter
  if (kept + longer > room) {
    kept = Math.floor(room / 2)
    longer = kept + (room % 2)
  }
  return first > second ? [longer, kept] : [kept, longer]
}
