/*
 * Characters as the Rust tokenizers see them. Their tables are older than JavaScript's: control characters, punctuation
 * and nonspacing marks are Unicode 8's (crate unicode_categories 0.1), marks and normal forms are Unicode 9's (crate
 * unicode-normalization-alignments 0.1). So what came later is taken out; the ranges run through unaffected characters.
 */
const laterControls = String.raw`\u0890-\u08E2\u{110CD}-\u{1343F}`
const laterPunctuation = String.raw`\u061D\u09FD-\u0A76\u0C77-\u0C84\u1B4E-\u1B4F\u1B7D-\u1B7F\u2E43-\u2E5D\u{10D6E}-\u{10F89}\u{113D4}-\u{1145D}\u{11660}-\u{116B9}\u{1183B}-\u{11FFF}\u{12FF1}-\u{12FF2}\u{16D6D}-\u{16FE2}\u{1E5FF}-\u{1E95F}`
const laterNonspacing = String.raw`\u07FD\u0897-\u08E1\u09FE\u0AFA-\u0AFF\u0B55\u0C04-\u0C3C\u0D00\u0D3B-\u0D3C\u0D81\u0EBA\u0ECE\u180F-\u1886\u1ABF-\u1AEB\u1DF6-\u1DFB\uA82C\uA8C5\uA8FF\uA9BD\u{10D24}-\u{10F85}\u{11070}-\u{11074}\u{110C2}\u{111C9}\u{111CF}\u{1123E}-\u{11241}\u{1133B}\u{113BB}-\u{1145E}\u{1182F}-\u{1612F}\u{16F4F}\u{16FE4}\u{1CF00}-\u{1CF46}\u{1E000}-\u{1E6F5}\u{1E944}-\u{1E94A}`
const laterMarks = String.raw`\u07FD\u0897-\u08D3\u09FE\u0AFA-\u0AFF\u0B55\u0C04-\u0C3C\u0CF3-\u0D00\u0D3B-\u0D3C\u0D81\u0EBA\u0ECE\u1715\u180F\u1ABF-\u1AEB\u1CF7\u1DF6-\u1DFA\uA82C\uA8FF\u{10D24}-\u{10F85}\u{11070}-\u{11074}\u{110C2}\u{11145}-\u{11146}\u{111C9}\u{111CE}-\u{111CF}\u{11241}\u{1133B}\u{113B8}-\u{113E2}\u{1145E}\u{1182C}-\u{11B67}\u{11D31}-\u{1612F}\u{16F4F}\u{16F7F}-\u{16F87}\u{16FE4}-\u{16FF1}\u{1CF00}-\u{1CF46}\u{1E08F}-\u{1E6F5}`
const laterDecompositions = String.raw`\u32FF\uA7F1-\uA7F4\uAB69\u{105C9}-\u{107BA}\u{11383}-\u{113C8}\u{11938}-\u{1CCF9}\u{1E030}-\u{1E06D}\u{1F16C}\u{1FBF0}-\u{1FBF9}`

/** Control, format and private-use characters. */
export const control = new RegExp(`(?![${laterControls}])[\\p{Cc}\\p{Cf}\\p{Co}]`, 'u')

/** Punctuation, and ASCII's symbols. */
export const punctuation = new RegExp(`(?![${laterPunctuation}])[!-/:-@[-\`{-~\\p{P}\\u166D\\u{111C9}]`, 'u')

/** Marks that take no space of their own: accents that BERT strips. */
export const nonspacingMark = new RegExp(`(?![${laterNonspacing}])[\\p{Mn}\\u1734\\u{1171E}]`, 'u')

/** All combining marks. */
export const mark = new RegExp(`(?![${laterMarks}])[\\p{M}\\u1CF2\\u1CF3]`, 'u')

/** Composite characters that normal forms neither take apart nor put together; says nothing of others. */
export const laterComposite = new RegExp(`[${laterDecompositions}]`, 'u')

/** Marks that normal forms do not reorder. */
export const laterMark = new RegExp(`(?=[${laterMarks}])\\p{M}`, 'u')

export const whitespace = /\p{White_Space}/u

/** What `\w` is to Rust's regular expressions, as the inside of a character class. */
export const wordClass = String.raw`\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}`
