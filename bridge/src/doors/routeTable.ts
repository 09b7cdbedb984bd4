import { Refusal } from './refusal';
import type { Route } from './route';

/** A route and the groups of its path. */
export interface FoundRoute {
	route: Route;
	parameters: string[];
}

/**
 * The route for a request. HEAD is answered by a route for GET, unless that has no end.
 * @param path below the bridge's own address
 * @throws Refusal 404 when no route has the path, 405 with `Allow` when one has, but for other methods
 */
export function findRoute(
	routes: readonly Route[],
	method: string | undefined,
	path: string,
): FoundRoute {
	const allowed = new Set<string>();
	for (const route of routes) {
		const match = route.path.exec(path);
		if (!match) continue;
		const methods = methodsOf(route);
		if (method !== undefined && methods.includes(method)) {
			return { route, parameters: match.slice(1).map((group) => group ?? '') };
		}
		for (const one of methods) allowed.add(one);
	}
	if (allowed.size === 0) throw new Refusal(404, 'There is nothing at this address.');
	const allow = [...allowed].join(', ');
	throw new Refusal(405, `This address takes ${allow}.`, { headers: { allow } });
}

function methodsOf({ method, endless }: Route): string[] {
	return method === 'GET' && !endless ? ['GET', 'HEAD'] : [method];
}
