import type { Parameters } from '../../shared/operations/parameters';
import type { OutboundCall } from './outboundCall';

/**
 * On the direct path, a message is left by the execution that hears of the machine: there has to be one that sleeps.
 * @param instead what the user can do, besides using the bridge: `Use 'Call and Wait'`
 * @throws InputProblem
 */
export function assertNoMessage(
	{ audioPath, machine }: OutboundCall,
	parameters: Parameters,
	instead: string,
): void {
	if (audioPath === 'bridge' || machine.choice !== 'leaveMessage') return;
	throw parameters
		.collection('options')
		.problem(
			'whenMachine',
			"cannot be 'Leave a Message' here: no execution waits to hear of the machine",
			`${instead}, or set 'Audio Path' to 'Through Bridge'`,
		);
}
