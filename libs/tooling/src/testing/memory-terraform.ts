import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { NothingAppliedError } from '../../deploy/run-terraform';
import { hashOf, type Terraform } from '../../deploy/terraform';

interface Stack {
  readonly name: string;
  readonly fails?: string;
  /** Names of parameters. */
  readonly secrets?: readonly string[];
  readonly terraform: { readonly backend: object };
}

interface State {
  readonly serial: number;
  readonly text: string;
}

/**
 * What `createTerraform` makes, for an account in memory.
 *
 * A plan is the stack's JSON beside the serial of the state that it was made from; applying it makes that JSON the state.
 * A stack whose JSON has a member "fails" fails in the step that this names.
 */
export class MemoryTerraform {
  readonly calls: string[] = [];
  private readonly states = new Map<string, State>();

  of(folder: string): Terraform {
    const read = () => {
      const text = readFileSync(join(folder, 'cdk.tf.json'), 'utf8');
      const stack: Stack = JSON.parse(text);
      const key = JSON.stringify(stack.terraform.backend);
      return { text, stack, key, state: this.states.get(key) ?? { serial: 0, text: '' } };
    };
    const call = (step: string, file = '') => {
      const { stack } = read();
      this.calls.push(`${stack.name}: ${step}${file === '' ? '' : ` ${file.slice(file.lastIndexOf('/') + 1)}`}`);
      if (stack.fails === step) throw new Error(`terraform ${step} failed`);
    };
    return {
      init: async (plan) => call('init', plan?.locks),
      plan: async () => {
        call('plan');
        const { text, state } = read();
        const file = `${folder}.tfplan`;
        writeFileSync(file, JSON.stringify({ serial: state.serial, text }));
        return { file, hash: hashOf(file), hasChanges: state.text !== text };
      },
      show: async ({ file }) => call('show', file),
      readLocks: () => 'locks',
      describe: () => `Plan of ${read().stack.name}\n`,
      deletedSecrets: ({ file }) => {
        const secretsOf = (text: string): readonly string[] => (text === '' ? [] : (JSON.parse(text).secrets ?? []));
        const { text }: State = JSON.parse(readFileSync(file, 'utf8'));
        return secretsOf(read().state.text).filter((name) => !secretsOf(text).includes(name));
      },
      apply: async ({ file, hash }) => {
        call('apply', file);
        const { serial, text }: State = JSON.parse(readFileSync(file, 'utf8'));
        const { key, state } = read();
        if (hashOf(file) !== hash) throw new Error('terraform apply failed');
        if (serial !== state.serial) throw new NothingAppliedError('the state has changed since');
        this.states.set(key, { serial: serial + 1, text });
      },
    };
  }
}
