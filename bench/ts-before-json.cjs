// Beside `VSeeClinic.node.ts` lies `VSeeClinic.node.json`, which Node would take first for `VSeeClinic.node`.
const { Module } = require('node:module');
const { '.json': json } = Module._extensions;
delete Module._extensions['.json'];
Module._extensions['.json'] = json;
