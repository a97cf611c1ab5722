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
import { visitListRoutes } from './visitLists';
import { visitRoutes } from './visits';

/** Every endpoint of the contract. A fixed path wins over one with a varying part. */
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

/** The endpoint of a path (without `/api_v3`; `.json` at its end is tolerated), its varying parts, or why there is none. */
export function findRoute(method: string, path: string): { route: Route; parts: string[] } | 'no path' | 'no method' {
	const steps = path
		.replace(/\.json$/, '')
		.replace(/\/$/, '')
		.split('/');
	let best: { route: Route; parts: string[] } | undefined;
	let pathKnown = false;
	for (const route of routes) {
		const parts = match(route.path.split('/'), steps);
		if (parts === null) continue;
		pathKnown = true;
		if (route.method === method && (best === undefined || parts.length < best.parts.length)) best = { route, parts };
	}
	return best ?? (pathKnown ? 'no method' : 'no path');
}

function match(pattern: string[], steps: string[]): string[] | null {
	if (pattern.length !== steps.length) return null;
	const parts: string[] = [];
	for (const [index, step] of steps.entries()) {
		const wanted = pattern[index] ?? '';
		if (!wanted.startsWith(':')) {
			if (wanted !== step) return null;
		} else {
			if (step === '') return null;
			parts.push(decode(step));
		}
	}
	return parts;
}

function decode(step: string): string {
	try {
		return decodeURIComponent(step);
	} catch {
		return step;
	}
}
