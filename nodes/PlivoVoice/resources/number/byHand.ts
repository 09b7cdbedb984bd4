import { leadsElsewhere, statusOf, wasRefused } from '../../../shared/providerStatus';

/**
 * How a number is assigned to an inbound trunk in Plivo's console (plivo.md §3.2).
 * @param trunk as the console shows it
 */
export const assignmentSteps = (number: string, trunk: string): string[] => [
	'Open Phone Numbers in the Plivo console',
	`Select ${number}`,
	'Under Voice Configuration, select SIP Trunk',
	`Choose the inbound trunk ${trunk}`,
	'Save the changes',
];

/** Of the account, of a number that is gone, of too many requests. */
const OTHER_REFUSALS = [401, 404, 429];

/** Whether Plivo refuses this very assignment: by hand in its console it may be possible (peers.md T1.8). */
export const isRefusedForItself = (error: unknown) =>
	wasRefused(error) && !leadsElsewhere(error) && !OTHER_REFUSALS.includes(statusOf(error) ?? 0);
