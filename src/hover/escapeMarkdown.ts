/**
 * Text that Markdown, and HTML in it, renders as it is: letters, digits and marks stay, spaces become plain ones, what
 * cannot be seen or turns the writing direction becomes ·, and all else a numeric character reference.
 */
export function escapeMarkdown(text: string): string {
  let escaped = ''
  for (const character of text) {
    if (/^[\p{L}\p{N}\p{M}]$/u.test(character)) escaped += character
    else if (/^\s$/u.test(character)) escaped += character === '\u00a0' ? '&#160;' : ' '
    else if (character !== '\u200d' && /^[\p{C}\p{Zl}\p{Zp}]$/u.test(character)) escaped += '·'
    else escaped += `&#${character.codePointAt(0)!.toString()};`
  }
  return escaped
}
