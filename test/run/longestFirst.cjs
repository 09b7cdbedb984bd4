const { basename } = require('node:path');
const Sequencer = require('@jest/test-sequencer').default;

/** What takes a minute or more: begun last, it would be all that is left to do in the end. */
const LONGEST = [
	'variants.test.ts',
	'callAndWaitLosses.test.ts',
	'startCommand.test.ts',
	'publication.test.ts',
	'queueMode.test.ts',
	'handoff.test.ts',
	'callAndWait.test.ts',
	'lostAgents.test.ts',
	'calledOnce.test.ts',
	'pacedCalls.test.ts',
	'answeredCalls.test.ts',
];

const place = ({ path }) => {
	const index = LONGEST.indexOf(basename(path));
	return index === -1 ? LONGEST.length : index;
};

/** Begins with the longest test files; the others come in the order that Jest thinks best. */
class LongestFirst extends Sequencer {
	static LONGEST = LONGEST;
	static place = place;

	sort(tests) {
		return super.sort(tests).sort((one, other) => place(one) - place(other));
	}
}

module.exports = LongestFirst;
