import type { AgentScript } from '../../../lab/src/ultravox/agentScript';
import { addRows, rowsOf } from '../support/dataTable';
import { eventually } from '../support/eventually';
import { PATIENCE, useExamples } from '../support/examples';
import { CALLER } from '../support/phoneWorld';

const examples = useExamples();

test('answer my number with an agent that knows the caller', async () => {
	const number = examples.world.number();
	const script: AgentScript = {
		greeting: 'Hello {{name}}. {{lastCall}}',
		replies: [{ when: /table/i, say: 'It is booked, goodbye.', then: 'hangUp' }],
	};
	const agentId = examples.agent(script, 'You talk with {{name}}. Last time: {{lastCall}}');
	const workflow = await examples.importExample('answer-knowing-the-caller.json', {
		agentId,
		number,
	});
	await workflow.run('Set Up Once');
	const callers = workflow.tableName('Callers');
	await addRows(examples.world, callers, [
		{ phone: CALLER, name: 'Ada', lastCall: 'She wanted a table at seven.' },
	]);
	await workflow.publish();

	const call = examples.world.lab.plivo.placeInboundCall({
		from: CALLER,
		to: number,
		person: [{ waitForUtterance: /at seven/ }, { say: 'A table for two, please.' }],
	});
	await call.waitForEnd(PATIENCE);
	expect(call.heard.map(({ text }) => text)).toEqual([
		'Hello Ada. She wanted a table at seven.',
		'It is booked, goodbye.',
	]);

	// What was said is known the next time.
	await eventually('the caller to be remembered', async () => {
		const rows = await rowsOf(examples.world, callers);
		return rows.length === 1 && /A table for two/.test(String(rows[0]?.lastCall));
	});
	const next = examples.world.lab.plivo.placeInboundCall({
		from: CALLER,
		to: number,
		person: [{ waitForUtterance: /table for two/ }, { hangUp: true }],
	});
	await next.waitForEnd(PATIENCE);
	expect(next.heard[0]?.text).toMatch(/^Hello Ada\. .*A table for two, please\./);

	// Whom the table does not know is answered, too, and known from then on.
	const stranger = '+14155550177';
	const unknown = examples.world.lab.plivo.placeInboundCall({
		from: stranger,
		to: number,
		person: [{ waitForUtterance: /first call/ }, { hangUp: true }],
	});
	await unknown.waitForEnd(PATIENCE);
	expect(unknown.heard[0]?.text).toBe('Hello somebody new. This is the first call.');
	await eventually('the stranger to be remembered', async () =>
		(await rowsOf(examples.world, callers)).some(({ phone }) => phone === stranger),
	);
	await workflow.unpublish();
	expect(await workflow.failures()).toEqual([]);
});
