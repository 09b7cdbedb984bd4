import { setSafeRegexEngine } from 'n8n-workflow';

const withGlobal = (flags = '') => (flags.includes('g') ? flags : `${flags}g`);

/**
 * n8n breaks a regular expression off after a quarter of a second, of the clock on the wall: where the machine was busy with something
 * else for so long, a node fails that has done nothing wrong. Here they take the time that they need.
 */
setSafeRegexEngine({
	exec: (pattern, input, flags) => new RegExp(pattern, flags).exec(input),
	test: (pattern, input, flags) => new RegExp(pattern, flags).test(input),
	replace: (pattern, input, flags, replacement) =>
		input.replace(new RegExp(pattern, flags), replacement),
	matchAll: (pattern, input, flags) => [...input.matchAll(new RegExp(pattern, withGlobal(flags)))],
	split: (pattern, input, flags) => input.split(new RegExp(pattern, flags)),
});
