import { accountRoutes } from './accounts';
import { availabilityRoutes } from './availability';
import type { Route } from './call';
import { endpointRoutes } from './endpoints';
import { fileRoutes } from './files';
import { insuranceRoutes } from './insurances';
import { intakeRoutes } from './intakes';
import { roomRoutes } from './rooms';
import { ssoRoutes } from './sso';
import { userRoutes } from './users';
import { visitListRoutes } from './visit-lists';
import { visitRoutes } from './visits';

/** Every endpoint of the API. A fixed path wins over one with a path parameter. */
export const routes: Route[] = [
	...intakeRoutes,
	...visitRoutes,
	...visitListRoutes,
	...availabilityRoutes,
	...ssoRoutes,
	...roomRoutes,
	...userRoutes,
	...accountRoutes,
	...fileRoutes,
	...insuranceRoutes,
	...endpointRoutes,
];

/** What `findRoute` found, or why there is no such endpoint. */
export type RouteMatch =
	{ kind: 'found'; route: Route; pathParameters: string[] } | { kind: 'unknownPath' } | { kind: 'methodNotAllowed' };

/** The endpoint of a path without `/api_v3`; a `.json` at its end is ignored. */
export function findRoute(method: string, path: string): RouteMatch {
	const steps = path
		.replace(/\.json$/, '')
		.replace(/\/$/, '')
		.split('/');
	let best: { route: Route; pathParameters: string[] } | undefined;
	let pathKnown = false;
	for (const route of routes) {
		const pathParameters = match(route.path.split('/'), steps);
		if (pathParameters === null) continue;
		pathKnown = true;
		if (route.method !== method) continue;
		if (best === undefined || pathParameters.length < best.pathParameters.length) best = { route, pathParameters };
	}
	if (best !== undefined) return { kind: 'found', ...best };
	return { kind: pathKnown ? 'methodNotAllowed' : 'unknownPath' };
}

function match(pattern: string[], steps: string[]): string[] | null {
	if (pattern.length !== steps.length) return null;
	const pathParameters: string[] = [];
	for (const [index, step] of steps.entries()) {
		const wanted = pattern[index] ?? '';
		if (!wanted.startsWith(':')) {
			if (wanted !== step) return null;
		} else {
			if (step === '') return null;
			pathParameters.push(decode(step));
		}
	}
	return pathParameters;
}

function decode(step: string): string {
	try {
		return decodeURIComponent(step);
	} catch {
		return step;
	}
}
