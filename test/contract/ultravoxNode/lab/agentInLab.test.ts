import type { IDataObject } from 'n8n-workflow';
import { LabLog } from '../../../../lab/src/labLog';
import { LabUltravox } from '../../../../lab/src/ultravox/labUltravox';
import { runInLab } from '../support/runInLab';

let lab: LabUltravox;

afterEach(async () => await lab.close());

const agent = async (operation: string, parameters: IDataObject) =>
	(await runInLab(lab, ['agent', operation], parameters)).map(({ json }) => json);
const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const templateOf = (item: IDataObject | undefined) => (item?.callTemplate ?? {}) as IDataObject;
const SHARED = '0123456789abcdef';
const TOKEN = 'a-token-for-the-tool';

const tool = {
	source: 'temporary',
	temporaryTool: {
		modelToolName: 'book',
		description: 'Books a table',
		http: { baseUrlPattern: 'https://example.com/book', httpMethod: 'POST' },
	},
	authTokens: { values: [{ name: 'key', value: TOKEN }] },
};

const created = async () => {
	const [item] = await agent('create', {
		name: 'Receptionist',
		systemPrompt: 'You work for {{company}}.',
		voiceAndModel: { temperature: 0.5 },
		conversation: { vadSettings: { turnEndpointDelay: '0.5' } },
		toolsAndData: {
			selectedTools: { values: [tool] },
			sharedSecrets: { values: [{ secret: SHARED }] },
		},
		callSettings: { mediumSettings: { values: { medium: 'plivo' } }, maxDuration: '600' },
	});
	return String(item?.agentId);
};

/** What the lab holds, which is more than its API shows. */
const stored = (agentId: string) => ({ ...lab.agents.get(agentId)?.callTemplate }) as IDataObject;

describe.each(['replace', 'merge'] as const)(
	'an agent, where a patch of its template is a %s (UNCONFIRMED, ultravox.md Appendix B 4)',
	(patchCallTemplate) => {
		beforeEach(async () => {
			lab = await LabUltravox.start({ log: new LabLog(), variants: { patchCallTemplate } });
		});

		test('is created, found, changed, copied and deleted', async () => {
			const id = await created();
			expect(stored(id)).toMatchObject({ sharedSecrets: [SHARED], maxDuration: '600s' });
			const found = await agent('getMany', { filters: { search: 'recep' } });
			expect(found.map(({ agentId }) => agentId)).toEqual([id]);

			const before = stored(id);
			await agent('update', { agent: byId(id), updateFields: { name: 'Evening' } });
			expect(stored(id)).toEqual(before);

			const [copy] = await agent('duplicate', { agent: byId(id), name: 'Copy' });
			expect(copy?.notCopied).toEqual(['sharedSecrets', 'selectedTools.authTokens']);
			expect(stored(String(copy?.agentId))).toMatchObject({
				systemPrompt: 'You work for {{company}}.',
				medium: { plivo: {} },
			});

			expect(await agent('delete', { agent: byId(id) })).toEqual([{ agentId: id, deleted: true }]);
			await expect(agent('get', { agent: byId(id) })).rejects.toThrow(/did not find/);
		});

		test('loses no setting when one is changed, nor a secret that is given again', async () => {
			const id = await created();
			const [changed] = await agent('update', {
				agent: byId(id),
				conversation: { vadSettings: { minimumTurnDuration: '0.1' } },
				toolsAndData: { sharedSecrets: { values: [{ secret: SHARED }] } },
				toolAuthTokens: { values: [{ tool: 'book', requirement: 'key', token: TOKEN }] },
			});
			expect(templateOf(changed)).toMatchObject({
				systemPrompt: 'You work for {{company}}.',
				temperature: 0.5,
				maxDuration: '600s',
				medium: { plivo: {} },
				vadSettings: { turnEndpointDelay: '0.5s', minimumTurnDuration: '0.1s' },
			});
			expect(stored(id)).toMatchObject({
				sharedSecrets: [SHARED],
				selectedTools: [{ authTokens: { key: TOKEN } }],
			});
			expect(JSON.stringify(changed)).not.toMatch(new RegExp(`${SHARED}|${TOKEN}`));
		});

		test('keeps all that can be read when its prompt is changed', async () => {
			const id = await created();
			const [before] = await agent('get', { agent: byId(id) });
			const [after] = await agent('update', {
				agent: byId(id),
				updateFields: { systemPrompt: 'Be brief.' },
			});
			expect(templateOf(after)).toEqual({
				...templateOf(before),
				systemPrompt: 'Be brief.',
				updated: expect.any(String) as string,
			});
		});
	},
);

test('a voice that does not exist is refused in the words of Ultravox, and nothing is created', async () => {
	lab = await LabUltravox.start({ log: new LabLog() });
	await expect(
		agent('create', { name: 'A', voiceAndModel: { voice: byId('Nobody at all') } }),
	).rejects.toThrow(/Voice Nobody at all does not exist/);
	expect(lab.agents.size).toBe(0);
});
