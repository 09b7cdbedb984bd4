import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../src/n8n/repositoryRoot';
import { DEMO_PEOPLE, OTHER_NUMBER } from '../../src/start/demoAccounts';
import { DEMO_AGENT, demoAgent } from '../../src/start/demoAgents';
import { scriptedTurn } from '../../src/ultravox/agentScript';

const readme = readFileSync(join(repositoryRoot(), 'README.md'), 'utf8');
const firstCall = readme.slice(readme.indexOf('### Your first call'), readme.indexOf('## Test it'));

test('the first call of the README is one that the lab can place', () => {
	for (const named of [DEMO_PEOPLE.agrees, DEMO_PEOPLE.busy, OTHER_NUMBER, `*${DEMO_AGENT}*`]) {
		expect(firstCall).toContain(named);
	}
});

test('its agent comes to an end with somebody who agrees', () => {
	const { script = {} } = demoAgent(DEMO_AGENT);
	expect(scriptedTurn(script, 'Yes, please.')).toMatchObject({ kind: 'say', then: 'hangUp' });
});
