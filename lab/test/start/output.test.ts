import { Output } from '../../src/start/output';

function written(json: boolean, use: (output: Output) => void) {
	let stdout = '';
	let stderr = '';
	use(
		new Output(
			json,
			(text) => (stdout += text),
			(text) => (stderr += text),
		),
	);
	return { stdout, stderr };
}

const everything = (output: Output) => {
	output.progress('n8n is up');
	output.line('Agent  Hello');
	output.result({ direct: 1 });
	output.failure('The relay call failed.');
};

describe('Output', () => {
	it('puts only the conversation on stdout', () => {
		const { stdout, stderr } = written(false, everything);
		expect(stdout).toBe('Agent  Hello\n');
		expect(stderr).toMatch(/^\[ +\d+\.\d s\] n8n is up\nThe relay call failed\.\n$/);
	});

	it('puts only one JSON object on stdout with --json', () => {
		const { stdout, stderr } = written(true, everything);
		expect(stdout).toBe('{"direct":1}\n');
		expect(stderr).toContain('Agent  Hello\n');
	});
});
