// @ts-check
// An ESLint parser for TypeScript that uses the parser of Vite. typescript-eslint does not support TypeScript 7, which
// has no programming interface.
import { parseSync } from 'vite';

/** @typedef {{ line: number, column: number }} Position */

/**
 * @param {string} text
 * @param {{ filePath?: string }} [options]
 */
export function parseForESLint(text, options = {}) {
  const { program, comments, errors } = parseSync(options.filePath ?? 'file.ts', text, {
    lang: 'ts',
    astType: 'ts',
    sourceType: 'module',
    range: true,
    preserveParens: false,
  });
  const position = positions(text);
  const [error] = errors;
  if (error) {
    const { line, column } = position(error.labels[0]?.start ?? 0);
    throw Object.assign(new SyntaxError(error.message), { lineNumber: line, column: column + 1 });
  }
  locate(program, position);
  // No rule in use needs tokens.
  return {
    ast: Object.assign(program, { comments: comments.map((comment) => locate(comment, position)), tokens: [] }),
  };
}

/**
 * Adds lines and columns to a node and its descendants, for the messages of ESLint.
 *
 * @param {any} node
 * @param {(offset: number) => Position} position
 */
function locate(node, position) {
  if (Array.isArray(node)) node.forEach((one) => locate(one, position));
  else if (typeof node?.type === 'string') {
    Object.values(node).forEach((part) => locate(part, position));
    node.range ??= [node.start, node.end];
    node.loc = { start: position(node.start), end: position(node.end) };
  }
  return node;
}

/**
 * @param {string} text
 * @returns {(offset: number) => Position}
 */
function positions(text) {
  const starts = [0];
  for (const { index } of text.matchAll(/\n/g)) starts.push(index + 1);
  return (offset) => {
    let line = starts.findIndex((start) => start > offset);
    if (line < 0) line = starts.length;
    return { line, column: offset - (starts[line - 1] ?? 0) };
  };
}
