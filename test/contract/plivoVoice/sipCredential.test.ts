import { sipCredentialCases } from './cases/sipCredential';
import { checkCases, PLIVO_VOICE } from './support/checkCases';
import { answer } from '../operations/contractCase';
import { keptOf, NODE, runCase } from '../operations/runCase';

describe('Plivo Voice > SIP Credential sends what Plivo documents', () =>
	checkCases(sipCredentialCases));

describe('T1.12 a generated password', () => {
	const generating = {
		resource: 'sipCredential',
		operation: 'create',
		size: 'more',
		title: '',
		source: 'peers.md T1.12',
		parameters: { username: 'ultravox1' },
		requests: [],
	} as const;

	it('is the one that was sent', async () => {
		const answers = [answer(201, { api_id: 'a1', credential_uuid: 'c1' })];
		const { run, requests } = await runCase(PLIVO_VOICE, { ...generating, answers, requests: [] });
		const [item] = run.items(NODE) ?? [];
		const sent = requests[0]?.body as { password: string };
		expect(item?.json.password).toBe(sent.password);
	});

	it('is nowhere when Plivo refuses it', async () => {
		const answers = [answer(400, { api_id: 'a1', error: 'username is taken' })];
		const done = await runCase(PLIVO_VOICE, { ...generating, answers, requests: [] });
		const sent = done.requests[0]?.body as { password: string };
		expect(done.run.error?.message).toMatch(/username is taken/);
		expect(keptOf(done)).not.toContain(sent.password);
	});
});

describe('T1.12 a password that was typed', () => {
	const password = 'Secret_123';
	const parameters = {
		username: 'ultravox1',
		generatePassword: false,
		// n8n keeps the parameters as they are in the workflow: only an expression hides what it gives.
		password: '={{ ["Secret", "123"].join("_") }}',
	};

	it.each([
		['taken', answer(201, { api_id: 'a1', credential_uuid: 'c1' })],
		['repeated in a refusal', answer(400, { api_id: 'a1', error: `not ${password}` })],
	])('is not kept when it is %s', async (_how, reply) => {
		const done = await runCase(PLIVO_VOICE, {
			resource: 'sipCredential',
			operation: 'create',
			size: 'more',
			title: '',
			source: 'peers.md T1.12',
			parameters,
			answers: [reply],
			requests: [],
		});
		expect(done.requests[0]?.body).toMatchObject({ password });
		expect(keptOf(done)).not.toContain(password);
	});
});
