import type { IDataObject, INodeProperties, NodeExecutionHint } from 'n8n-workflow';
import { duplicate } from '../../../../../nodes/Ultravox/resources/agent/duplicate';
import { update } from '../../../../../nodes/Ultravox/resources/agent/update';
import {
	toolAuthTokens,
	withToolAuthTokens,
} from '../../../../../nodes/Ultravox/resources/agent/writeOnly';
import { missingSecrets } from '../../../../../nodes/shared/agents/missingSecrets';
import type { ApiRequest } from '../../../../../nodes/shared/operations/operation';
import { Parameters } from '../../../../../nodes/shared/operations/parameters';
import type { UltravoxApi } from '../../../../../nodes/shared/ultravoxApi';

const AGENT_ID = '2f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11';
const OLD = 'voice';

/** An Ultravox with one agent, whose patches replace the template, or join it with what is there (UNCONFIRMED). */
function ultravox(callTemplate: IDataObject, patch: 'replace' | 'join' = 'replace') {
	const hints: string[] = [];
	const agent: IDataObject = { agentId: AGENT_ID, name: 'Receptionist', callTemplate };
	const send = async ({ method, body = {} }: ApiRequest) => {
		if (method === 'GET') return agent;
		const sent = body.callTemplate as IDataObject;
		return { ...agent, callTemplate: patch === 'join' ? { ...callTemplate, ...sent } : sent };
	};
	const context = {
		addExecutionHints: (...all: NodeExecutionHint[]) =>
			hints.push(...all.map(({ message }) => message)),
	};
	return { api: { send, context } as unknown as UltravoxApi, hints };
}

const given = (properties: INodeProperties[], values: IDataObject) =>
	new Parameters(properties, (name) => ({ agent: AGENT_ID, ...values })[name]);

describe('what Ultravox never shows', () => {
	test('an update warns that it may be lost', async () => {
		const { api, hints } = ultravox({
			selectedTools: [{ toolName: 'book' }],
			dataConnection: { websocketUrl: 'wss://example.com' },
		});
		await update.execute(api, given(update.properties, { updateFields: { systemPrompt: 'x' } }));
		expect(hints).toEqual([
			expect.stringMatching(
				/had shared secrets or auth tokens of tools, the update may have removed/,
			),
		]);
	});

	test('where there is no data connection, no shared secret is missed', async () => {
		const { api, hints } = ultravox({ systemPrompt: 'Be kind.' });
		await update.execute(api, given(update.properties, { updateFields: { systemPrompt: 'x' } }));
		expect(hints).toEqual([]);
	});

	test('an update of the name alone loses nothing, and warns of nothing', async () => {
		const { api, hints } = ultravox({});
		await update.execute(api, given(update.properties, { updateFields: { name: 'x' } }));
		expect(hints).toEqual([]);
	});

	test('given again, nobody has to be warned', async () => {
		const { api, hints } = ultravox({ selectedTools: [{ toolName: 'book' }] });
		const values = {
			toolsAndData: { sharedSecrets: { values: [{ secret: '0123456789abcdef' }] } },
			toolAuthTokens: { values: [{ tool: 'book', requirement: 'key', token: 'a token' }] },
		};
		await update.execute(api, given(update.properties, values));
		expect(hints).toEqual([]);
	});

	test('a duplicate says it in the item and beside it', async () => {
		const { api, hints } = ultravox({});
		const [item] = await duplicate.execute(api, given(duplicate.properties, { name: 'Copy' }));
		expect(item?.json).toMatchObject({ copiedFrom: AGENT_ID, notCopied: ['sharedSecrets'] });
		expect(hints).toEqual([expect.stringMatching(/has shared secrets, they were not copied/)]);
	});

	test('are parts of the template', () => {
		expect(missingSecrets({})).toEqual(['sharedSecrets']);
		expect(
			missingSecrets({ sharedSecrets: ['x'], selectedTools: [{ authTokens: {} }, {}] }),
		).toEqual(['selectedTools.authTokens']);
		const medium = { sip: { outgoing: { to: 'sip:a@b.c', username: 'me' } } };
		expect(missingSecrets({ sharedSecrets: ['x'], medium })).toEqual([
			'medium.sip.outgoing.password',
		]);
	});
});

test.each([
	['replace', []],
	['join', [`Ultravox kept what was to be removed: ${OLD}`]],
] as const)('a patch that would %s is told from what comes back', async (patch, told) => {
	const { api, hints } = ultravox({ [OLD]: 'Mark', sharedSecrets: ['x'] }, patch);
	await update.execute(api, given(update.properties, { removeSettings: [OLD] }));
	expect(hints).toEqual(told);
});

test.each(['__proto__', 'constructor'])('a requirement cannot be called %s', (requirement) => {
	const values = { values: [{ tool: 'book', requirement, token: 'a token' }] };
	const parameters = given([toolAuthTokens], { toolAuthTokens: values });
	const template = { selectedTools: [{ toolName: 'book' }] };
	expect(() => withToolAuthTokens(parameters, template)).toThrow(
		`'Requirement' cannot be '${requirement}'`,
	);
});
