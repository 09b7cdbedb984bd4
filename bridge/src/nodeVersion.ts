/**
 * To be imported before anything that an older Node.js does not have: says so, and ends the process as for any other setting that cannot be
 * used.
 */
const OLDEST = 24;

if (Number.parseInt(process.versions.node, 10) < OLDEST) {
	process.stderr.write(
		`The bridge cannot start. It needs Node.js ${OLDEST} or newer, and this is ${process.versions.node}.\n`,
	);
	process.exit(2);
}
