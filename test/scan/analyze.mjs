/**
 * Runs the analysis of n8n's package scanner on a folder and prints its result as one line of JSON.
 * Usage: node analyze.mjs <scanner.mjs> <folder> source|tarball
 */
import { pathToFileURL } from 'node:url';

const [scanner, folder, tree] = process.argv.slice(2);
const { analyzePackage, SOURCE_FILE_PATTERNS } = await import(pathToFileURL(scanner).href);
// The patterns with which the scanner reads the two trees of a published version.
const patterns = tree === 'source' ? SOURCE_FILE_PATTERNS : ['**/*.js', 'package.json'];
const { passed, message, details } = await analyzePackage(folder, patterns);
process.stdout.write(`${JSON.stringify({ passed, message, details })}\n`);
