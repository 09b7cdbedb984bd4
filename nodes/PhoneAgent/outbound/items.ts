import type { INodeExecutionData, IPairedItemData } from 'n8n-workflow';
import type { BadItem } from './readAll';

/** The result of an input item that could not be called, where the node goes on all the same. */
export function errorItem({ item, problem }: BadItem): INodeExecutionData {
	const { message, description } = problem;
	return {
		json: { error: message, ...(description ? { description } : {}) },
		error: problem,
		pairedItem: { item },
	};
}

const itemOf = ({ pairedItem }: INodeExecutionData): number => (pairedItem as IPairedItemData).item;

/** All results in the order of the input. */
export function inInputOrder(...results: INodeExecutionData[][]): INodeExecutionData[] {
	return results.flat().sort((a, b) => itemOf(a) - itemOf(b));
}
