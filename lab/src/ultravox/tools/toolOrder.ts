import type { OrderedList } from '../pagination';
import { sequenceText } from '../sorting';
import type { LabTool } from './labTool';
import { toolJson } from './labTool';

const LAST_SEQUENCE = 1e11;

/** Where a tool stands in an order, as text. */
type Position = (tool: LabTool) => string;

const byName: Position = ({ name, toolId }) => `${name.toLowerCase()} ${toolId}`;
const byAge: Position = ({ sequence, toolId }) => `${sequenceText(sequence)} ${toolId}`;

const ORDERS: Record<string, { position: Position; descending: boolean }> = {
	display: {
		position: (tool) =>
			tool.ownership === 'public'
				? `0 ${byName(tool)}`
				: `1 ${sequenceText(LAST_SEQUENCE - tool.sequence)}`,
		descending: false,
	},
	alphabetic: { position: byName, descending: false },
	reverseAlphabetic: { position: byName, descending: true },
	chronologic: { position: byAge, descending: false },
	reverseChronologic: { position: byAge, descending: true },
	default: {
		position: (tool) => `${tool.ownership === 'private' ? 1 : 0} ${byAge(tool)}`,
		descending: true,
	},
};

/** Tools in one of the orders of `GET /api/tools` (ultravox.md §1.1). */
export function orderedTools(tools: LabTool[], sortOrder: string): OrderedList {
	const order = ORDERS[sortOrder];
	if (!order) throw new Error(`The vendor's document has a new sort order: ${sortOrder}`);
	const entries = tools
		.map((tool) => ({ position: order.position(tool), json: () => toolJson(tool) }))
		.sort((a, b) => (a.position < b.position ? -1 : 1));
	if (order.descending) entries.reverse();
	return { entries, descending: order.descending };
}
