#!/usr/bin/env python3
"""The real program as people and scripts call it: what it writes, into what, and with which exit code.

command_line_cases.py PROGRAM FOLDER [NAME...]   runs every case (or those whose name contains a NAME) in a fresh FOLDER.
Each case stands in a folder of its own, with s.toml (a scenario), p.toml (a protocol) and their bytes known.
"""
import concurrent.futures
import csv
import io
import json
import os
import pathlib
import pty
import re
import resource
import select
import shutil
import signal
import stat
import subprocess
import sys
import time
import traceback

PROGRAM, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
SCENARIO = 'version = 1\nhorizon_days = 1\npopulation = 3\n[[dose]]\nat_h = 1\nroute = "iv_bolus"\nmg = 35\n'
PROTOCOL = '''version = 1
title = "Two, steps; \\"quoted\\""
sample_ms = 10
[receptors]
glun2a = 15
[hold]
glutamate_um = 1
drug_um = [0, 1]
[[step]]
for_ms = 100
[[measure]]
name = "the, first \\"half\\""
from_ms = 0
to_ms = 50
'''
DONE, BAD_INPUT, BAD_COMMAND_LINE, CANNOT = 0, 1, 2, 3
CASES = []


def case(function):
    CASES.append(function)
    return function


class Place:
    """A folder of one case, and the program in it."""

    def __init__(self, name):
        self.path = FOLDER / name
        self.path.mkdir(parents=True)
        (self.path / 's.toml').write_text(SCENARIO)
        (self.path / 't.toml').write_text(SCENARIO)
        (self.path / 'p.toml').write_text(PROTOCOL)

    def run(self, *words, **options):
        options.setdefault('stdin', subprocess.DEVNULL)
        options.setdefault('stdout', subprocess.PIPE)
        options.setdefault('stderr', subprocess.PIPE)
        options.setdefault('timeout', 120)
        return subprocess.run([PROGRAM, *map(str, words)], cwd=self.path, **options)

    def shell(self, line, **options):
        """A line of the shell, with $S for the program."""
        options.setdefault('timeout', 120)
        return subprocess.run(['bash', '-c', line], cwd=self.path, env={**os.environ, 'S': PROGRAM}, capture_output=True, **options)

    def files(self):
        return sorted(p.name for p in self.path.iterdir())

    def whole(self):
        assert (self.path / 's.toml').read_text() == SCENARIO, 'the scenario was changed'
        assert (self.path / 't.toml').read_text() == SCENARIO, 'the other scenario was changed'
        assert (self.path / 'p.toml').read_text() == PROTOCOL, 'the protocol was changed'
        assert not [n for n in self.files() if '.part' in n], 'something unfinished is left: %s' % self.files()


def expect(result, code, *said):
    error = result.stderr.decode() if result.stderr else ''
    assert result.returncode == code, 'exit %s instead of %s; said: %s' % (result.returncode, code, error)
    for words in said:
        assert words in error, '"%s" is not in: %s' % (words, error)
    return result


def refused(place, words, *said, code=BAD_COMMAND_LINE):
    before = place.files()
    expect(place.run(*words), code, *said)
    assert place.files() == before, 'files appeared: %s' % place.files()
    place.whole()


def table(text):
    """Rows of a table under its comments, each as long as the first."""
    rows = list(csv.reader(io.StringIO(''.join(line + '\n' for line in text.splitlines() if not line.startswith('#')))))
    assert len(rows) > 1 and all(len(row) == len(rows[0]) for row in rows), 'not one table'
    return rows


# --- no output is an input or another output -------------------------------------------------------------------------

@case
def an_output_is_never_an_input(place):
    os.symlink('s.toml', place.path / 'link.csv')
    os.link(place.path / 's.toml', place.path / 'second.csv')
    os.link(place.path / 'p.toml', place.path / 'protocol.csv')
    (place.path / 'sub').mkdir()
    for name in ('link.csv', 'second.csv', './second.csv', 'sub/../link.csv', place.path / 'second.csv'):
        refused(place, ['simulate', 's.toml', '--csv', name], 'would overwrite what is read')
    refused(place, ['cohort', 'link.csv', '--csv', 'second.csv'], 'would overwrite what is read')
    refused(place, ['describe', 's.toml', '--transcript', 'second.csv'])
    os.link(place.path / 's.toml', place.path / 'second.txt')
    refused(place, ['describe', 's.toml', '--transcript', './second.txt'], 'would overwrite what is read')
    refused(place, ['patch', 'p.toml', '--csv', 'protocol.csv'], 'would overwrite what is read')
    refused(place, ['patch', 'p.toml', '--csv', 'a.csv', '--summary', 'protocol.csv'], 'would overwrite what is read')
    os.link(place.path / 's.toml', place.path / 's.png')
    refused(place, ['render', 's.toml', '--stage', 'synapse', '--at', '1h', '--out', 's.png'], 'would overwrite what is read')
    os.link(place.path / 't.toml', place.path / 't.json')
    refused(place, ['render', 's.toml', '--panel', 'curves', '--at', '1h', '--pin', 't.toml', '--json', 't.json'], 'would overwrite what is read')
    refused(place, ['--scenario', 's.toml', '--record', 'second.txt'], 'would overwrite what is read')
    # The name of a scenario as it is: a table is no scenario.
    refused(place, ['simulate', 's.toml', '--csv', 's.toml'])
    refused(place, ['cohort', 's.toml', '--csv', './s.toml'])
    refused(place, ['simulate', 'none.csv', '--csv', 'none.csv'], 'would overwrite what is read')


@case
def a_picture_of_a_sequence_is_never_an_input_nor_another_output(place):
    sequence = ['render', 's.toml', '--panel', 'dose', '--at', '0h', '--every', '1h', '--until', '3h', '--out', 'a.png']
    os.link(place.path / 's.toml', place.path / 'a-0003.png')
    refused(place, sequence, 'a-0003.png', 'would overwrite what is read')
    os.unlink(place.path / 'a-0003.png')
    os.symlink('a-0001.png', place.path / 'a-0002.png')
    refused(place, sequence, 'would be one file')
    os.unlink(place.path / 'a-0002.png')
    (place.path / 'a-0002.png').mkdir()
    refused(place, sequence, 'a-0002.png', 'this is a folder')
    os.symlink('a-0004.png', place.path / 'a.json')
    refused(place, sequence[:-1] + ['b.png', '--json', 'a-0004.png'])
    os.rmdir(place.path / 'a-0002.png')
    refused(place, sequence + ['--json', 'a.json'], 'would be one file')


@case
def two_outputs_are_two_files(place):
    os.symlink('x.csv', place.path / 'y.csv')
    os.mkfifo(place.path / 'pipe')
    refused(place, ['patch', 'p.toml', '--csv', 'x.csv', '--summary', './x.csv'], '--csv and --summary would be one file')
    refused(place, ['patch', 'p.toml', '--csv', 'x.csv', '--summary', 'y.csv'], 'would be one file')
    refused(place, ['patch', 'p.toml', '--csv', 'pipe', '--summary', 'pipe'], 'would be one file')
    refused(place, ['patch', 'p.toml', '--csv', '-', '--summary', '/dev/stdout'], 'would be one file')
    refused(place, ['calibrate', '--table', 'channel', '--csv', 'x.csv', '--markdown', 'x.csv'])
    refused(place, ['describe', 's.toml', '--at', '1h', '--transcript', '-'], 'would both go to the standard output')
    refused(place, ['--record', 'x.txt', '--report-controls', 'x.txt'], 'would be one file')
    expect(place.run('patch', 'p.toml', '--csv', '/dev/null', '--summary', '/dev/null'), DONE)


@case
def the_programs_own_files_are_never_an_output(place):
    data = place.path / 'data'
    (data / 'assets').mkdir(parents=True)
    (data / 'assets' / 'own.csv').write_text('own')
    os.link(data / 'assets' / 'own.csv', place.path / 'other-name.csv')
    for name in ('data/assets/own.csv', 'other-name.csv', 'data/assets/new.csv'):
        refused(place, ['--data', data, 'simulate', 's.toml', '--csv', name], "the program's own files")
    assert (data / 'assets' / 'own.csv').read_text() == 'own'
    assert not (data / 'assets' / 'new.csv').exists()


# --- what stands there already ---------------------------------------------------------------------------------------

@case
def pipes_and_devices_are_written_into(place):
    expect(place.run('simulate', 's.toml', '--csv', 'plain.csv'), DONE)
    plain = (place.path / 'plain.csv').read_bytes()
    assert table(plain.decode())[0][0] == 'time_h'
    for name in ('-', '/dev/stdout', '/dev/fd/1', '/proc/self/fd/1'):
        result = expect(place.run('simulate', 's.toml', '--csv', name), DONE, 'rows')
        assert result.stdout == plain, name
    # Where the standard output stands, not over what is there.
    expect(place.shell('echo before > log.csv; "$S" simulate s.toml --csv - >> log.csv'), DONE)
    assert (place.path / 'log.csv').read_bytes() == b'before\n' + plain
    expect(place.shell('"$S" simulate s.toml --csv /dev/fd/7 7> seven.csv'), DONE)
    assert (place.path / 'seven.csv').read_bytes() == plain
    os.mkfifo(place.path / 'pipe')
    expect(place.shell('cat pipe > heard.csv & "$S" simulate s.toml --csv pipe && wait'), DONE)
    assert (place.path / 'heard.csv').read_bytes() == plain
    assert stat.S_ISFIFO(os.stat(place.path / 'pipe').st_mode)
    expect(place.shell('"$S" simulate s.toml --csv >(cat > inner.csv); sleep 0.2'), DONE)
    assert (place.path / 'inner.csv').read_bytes() == plain
    expect(place.run('simulate', 's.toml', '--csv', '/dev/null'), DONE)
    assert stat.S_ISCHR(os.stat('/dev/null').st_mode)
    expect(place.run('simulate', 's.toml', '--csv', '/dev/full'), CANNOT, 'No space left')
    assert stat.S_ISCHR(os.stat('/dev/full').st_mode)
    place.whole()


@case
def data_on_the_standard_output_stands_there_alone(place):
    result = expect(place.run('patch', 'p.toml', '--csv', '-'), DONE, 'peak_pa', 'rows')
    table(result.stdout.decode())
    result = expect(place.run('patch', 'p.toml', '--csv', 'a.csv', '--summary', '-'), DONE, 'rows')
    rows = table(result.stdout.decode())
    assert rows[1][1] == 'the, first "half"'
    table((place.path / 'a.csv').read_text())
    result = expect(place.run('cohort', 's.toml', '--csv', '-'), DONE, '3 patients')
    assert len(table(result.stdout.decode())) == 4
    result = expect(place.run('describe', 's.toml', '--transcript', '-'), DONE, 'moments in words')
    assert result.stdout.decode().startswith('Untitled') or '===' in result.stdout.decode()
    result = expect(place.run('render', 's.toml', '--panel', 'curves', '--at', '1h', '--json', '-'), DONE)
    assert json.loads(result.stdout)['frames'][0]['time_h'] == 1
    result = expect(place.run('calibrate', '--table', 'channel', '--csv', '-'), DONE, 'scheme')
    assert table(result.stdout.decode())[0][:2] == ['table', 'group']


@case
def what_is_neither_file_nor_stream_is_refused(place):
    (place.path / 'folder.csv').mkdir()
    refused(place, ['simulate', 's.toml', '--csv', 'folder.csv'], 'this is a folder')
    refused(place, ['simulate', 's.toml', '--csv', 'new/'], 'no name of a file')
    refused(place, ['simulate', 's.toml', '--csv', '/dev/fd/99'], 'is not open', code=CANNOT)
    expect(place.shell('"$S" simulate s.toml --csv /dev/stdin < t.toml'), CANNOT, 'is not open for writing')
    refused(place, ['--record', 'r.txt', '--report-controls', '/dev/null'], 'this is a pipe or a device')
    assert stat.S_ISCHR(os.stat('/dev/null').st_mode)
    refused(place, ['simulate', 's.toml', '--csv', 'no/such/x.csv'], 'No such file', code=CANNOT)
    os.symlink('round.csv', place.path / 'round.csv')
    refused(place, ['simulate', 's.toml', '--csv', 'round.csv'], 'leads round to itself')


# --- an answer that cannot be written --------------------------------------------------------------------------------

@case
def a_full_output_is_exit_3(place):
    for words in (['check', 's.toml'], ['schema'], ['--help'], ['simulate', '--help'], ['--version'], ['describe', 's.toml', '--at', '1h'],
                  ['calibrate', '--table', 'pharmacokinetics'], ['patch', 'p.toml', '--csv', 'a.csv'], ['simulate', 's.toml', '--csv', 'b.csv'],
                  ['simulate', 's.toml', '--csv', '-'], ['describe', 's.toml', '--transcript', '-'], ['cohort', 's.toml', '--csv', '-']):
        with open('/dev/full', 'wb') as full:
            expect(place.run(*words, stdout=full), CANNOT, 'No space left on device')
        line = ' '.join(['"$S"'] + words)
        assert expect(place.shell(line + ' >&-'), CANNOT).stderr, words
        # Both gone: nobody to tell.
        expect(place.shell(line + ' >&- 2>&-'), CANNOT)
    place.whole()


@case
def an_error_keeps_its_exit_code(place):
    (place.path / 'bad.toml').write_text('version = 1\nweight = 3\n')
    for words, code in ((['simulate', 'bad.toml', '--csv', 'a.csv'], BAD_INPUT), (['check', 'bad.toml'], BAD_INPUT), (['dance'], BAD_COMMAND_LINE),
                        (['simulate', 's.toml', '--csv', 'folder/'], BAD_COMMAND_LINE), (['simulate', 's.toml', '--csv', 'no/such/a.csv'], CANNOT)):
        line = ' '.join(['"$S"'] + words)
        for streams in ('2>&-', '>&-', '2>/dev/full', '>/dev/full 2>&-', '<&- >&- 2>&-'):
            expect(place.shell(line + ' ' + streams), code)
    # Nobody hears the status, but the table is there.
    expect(place.shell('"$S" simulate s.toml --csv whole.csv 2>&-'), DONE)
    # No file took the number of the closed stream.
    expect(place.shell('"$S" simulate s.toml --csv closed.csv >&-'), CANNOT)
    assert (place.path / 'whole.csv').read_bytes() == (place.path / 'closed.csv').read_bytes()
    place.whole()


@case
def a_reader_that_leaves_is_no_reason_for_words(place):
    for words in ('schema', 'simulate s.toml --csv - --every 0.1', 'describe s.toml --transcript - --every 10min'):
        result = place.shell('set -o pipefail; "$S" %s 2> said | head -c 100 > /dev/null; echo ${PIPESTATUS[0]}' % words)
        if words == 'schema':
            continue  # short: it may be written before the reader leaves
        assert result.stdout.strip() == b'3', (words, result.stdout)
        assert (place.path / 'said').read_text() == '', words
    place.whole()


@case
def no_memory_is_exit_3(place):
    (place.path / 'big.toml').write_text('version = 1\nhorizon_days = 366\npopulation = 100000\n')

    def little():
        resource.setrlimit(resource.RLIMIT_AS, (110 << 20, 110 << 20))
    before = place.files()
    expect(place.run('simulate', 'big.toml', '--csv', 'a.csv', '--every', '0.1', preexec_fn=little), CANNOT, 'out of memory')
    assert place.files() == before


# --- long tables ------------------------------------------------------------------------------------------------------

@case
def a_table_is_written_whole_or_not_at_all(place):
    (place.path / 'kept.csv').write_text('old')
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        process = subprocess.Popen([PROGRAM, 'cohort', 's.toml', '--patients', '10000000', '--csv', 'kept.csv'], cwd=place.path, stderr=subprocess.DEVNULL)
        part = place.path / ('kept.csv.part%d' % process.pid)
        for _ in range(600):
            if part.exists() and part.stat().st_size > 0:
                break
            time.sleep(0.05)
        assert part.exists()
        process.send_signal(number)
        assert process.wait(30) == -number
        assert (place.path / 'kept.csv').read_text() == 'old'
        place.whole()


@case
def a_long_run_takes_little_memory(place):
    """A table of 288,001 rows, of which the whole would take 115 MB as numbers and half as much again as text."""
    (place.path / 'long.toml').write_text('version = 1\nhorizon_days = 20\npopulation = 1\n')
    process = subprocess.Popen([PROGRAM, 'simulate', 'long.toml', '--every', '0.1', '--csv', 'long.csv'], cwd=place.path, stdout=subprocess.PIPE)
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0 and b'288001 rows' in said, said
    assert (place.path / 'long.csv').stat().st_size > 30e6
    assert usage.ru_maxrss < 90 << 10, '%d MB' % (usage.ru_maxrss >> 10)


@case
def what_would_take_for_ever_is_refused_with_words(place):
    refused(place, ['describe', 's.toml', '--transcript', 't.txt', '--every', '1ms'], 'at most 100000')
    refused(place, ['describe', 's.toml', '--transcript', 't.txt', '--every', '0.0000001ms'], 'at most 100000')
    refused(place, ['render', 's.toml', '--panel', 'dose', '--at', '0h', '--every', '1ms', '--until', '24h', '--out', 'a.png'], 'at most 100000')
    (place.path / 'vary.toml').write_text(SCENARIO.replace('population = 3', 'population = 3\n[model]\nvary_pharmacokinetics = true').replace(
        '[[dose]]\nat_h = 1\nroute = "iv_bolus"\nmg = 35\n', ''))
    refused(place, ['simulate', 'vary.toml', '--csv', 'a.csv', '--every', '0.1', '--patients', '5000'], 'at most 50000000')


# --- numbers, times, names --------------------------------------------------------------------------------------------

@case
def what_is_no_plain_number_is_refused(place):
    numbers = ['nan', 'inf', '-inf', 'NaN', '1e400', '1e999999', '', ' ', ' 5', '5 ', '0x10', '5x', '5,5', '--', '1_000', "1'000", '9' * 400]
    wholes = numbers + ['-1', '1.5', '1e3', '99999999999999999999999', '+5']
    for option, words in (('--every', ['simulate', 's.toml', '--csv', 'a.csv']), ('--text', ['render', 's.toml', '--panel', 'dose', '--at', '1h', '--out', 'a.png']),
                          ('--text', [])):
        for value in numbers + ['0', '-1']:
            refused(place, words + [option + '=' + value])
    for option, words in (('--patients', ['simulate', 's.toml', '--csv', 'a.csv']), ('--patients', ['cohort', 's.toml', '--csv', 'a.csv']),
                          ('--seed', ['calibrate', '--table', 'channel']), ('--frames', ['bench'])):
        for value in wholes:
            refused(place, words + [option + '=' + value])
    times = ['nan', 'inf', '1e400h', '1e3h', '', ' ', '1', '1 h', '0x1h', '1h ', '-', '9' * 400 + 'h', 'nanh', 'infh']
    for value in times:
        refused(place, ['describe', 's.toml', '--at=' + value])
        refused(place, ['describe', 's.toml', '--transcript', 'a.txt', '--every=' + value])
        refused(place, ['render', 's.toml', '--panel', 'dose', '--out', 'a.png', '--at=' + value])
    for value in ('0h', '-1h'):
        refused(place, ['describe', 's.toml', '--transcript', 'a.txt', '--every=' + value])
    for value in ('', 'x', '9x9', '64x', 'x64', ' 64x64', '64x64 ', '+64x64', '0x40x64', '64x64x64', '8193x64', '1e3x100', 'nanxnan'):
        refused(place, ['render', 's.toml', '--panel', 'dose', '--at', '1h', '--out', 'a.png', '--size=' + value])
    for value in ('0/1', '2/1', '-1/2', '1/', '/', '', 'nan/1', '1/100001', '1.0/2', '0x1/2'):
        refused(place, ['cohort', 's.toml', '--csv', 'a.csv', '--shard=' + value])
    for words in (['simulate', '', '--csv', 'a.csv'], ['simulate', 's.toml', '--csv', ''], ['--data', '', 'check'], ['--share', ''], ['--record', ''], ['--out', ''],
                  ['bench', '--json', ''], ['calibrate', '--csv', ''], ['check', '']):
        refused(place, words)
    # Eight with a 0 before it is eight.
    result = expect(place.run('cohort', 's.toml', '--csv', '-', '--patients', '010'), DONE)
    assert len(table(result.stdout.decode())) == 11


@case
def the_ending_of_a_name_is_the_format(place):
    curves = ['render', 's.toml', '--panel', 'curves', '--at', '1h', '--tab', 'drug']
    for name in ('a.jpg', 'a.JPG', 'a.pdf', 'a', 'a.', '.png', 'a.toml', 'a.json', 'a.png.gz', 'a.md'):
        refused(place, curves + ['--out', name], '.png')
    for name in ('a.svg', 'a.csv', 'a.CSV', 'a.jpg'):
        refused(place, ['render', 's.toml', '--panel', 'dose', '--at', '1h', '--out', name], '.png or .html')
    for ending, start in (('.SVG', b'<?xml'), ('.svg', b'<?xml'), ('.Csv', b'#'), ('.csv', b'#')):
        expect(place.run(*curves, '--out', 'curves' + ending), DONE)
        assert (place.path / ('curves' + ending)).read_bytes().startswith(start), ending
    for command, name in ((['simulate', 's.toml', '--csv'], 'a.png'), (['simulate', 's.toml', '--csv'], 'a.JSON'), (['patch', 'p.toml', '--csv'], 'a.toml'),
                          (['describe', 's.toml', '--transcript'], 'a.pdf'), (['describe', 's.toml', '--transcript'], 'a.html')):
        refused(place, command + [name], 'does not write')
    for name in ('table', 'table.txt', 'table.dat', 'table.CSV'):
        expect(place.run('simulate', 's.toml', '--csv', name), DONE)
    # What the picture shows is written, too, where the picture needs no graphics.
    expect(place.run(*curves, '--out', 'both.svg', '--json', 'both.json'), DONE)
    assert json.loads((place.path / 'both.json').read_text())['frames'][0]['time_h'] == 1


# --- inputs are read once ---------------------------------------------------------------------------------------------

@case
def an_input_may_be_a_pipe(place):
    for name in ('-', '/dev/stdin', '/dev/fd/0', '/proc/self/fd/0'):
        result = expect(place.run('check', name, input=SCENARIO.encode(), stdin=None), DONE)
        assert b'good: 1 scenario(s), 0 protocol(s)' in result.stdout, result.stdout
        result = expect(place.run('check', name, input=PROTOCOL.encode(), stdin=None), DONE)
        assert b'good: 0 scenario(s), 1 protocol(s)' in result.stdout, result.stdout
    plain = expect(place.run('simulate', 's.toml', '--csv', '-'), DONE).stdout
    assert expect(place.run('simulate', '-', '--csv', '-', input=SCENARIO.encode(), stdin=None), DONE).stdout == plain
    for line in ('"$S" simulate - --csv - < s.toml', '"$S" simulate <(cat s.toml) --csv -', 'cat s.toml | "$S" simulate /dev/stdin --csv /dev/stdout'):
        assert expect(place.shell(line), DONE).stdout == plain, line
    expect(place.shell('"$S" check <(cat s.toml) <(cat p.toml)'), DONE)
    expect(place.shell('"$S" render <(cat s.toml) --pin <(cat t.toml) --panel curves --tab drug --at 1h --out c.csv'), DONE)
    expect(place.shell('cat s.toml | "$S" render - --pin - --panel curves --at 1h --out c.csv'), BAD_COMMAND_LINE, 'a stream can be read once')
    expect(place.shell('"$S" check - <&-'), BAD_INPUT)
    expect(place.shell('"$S" check /dev/zero'), BAD_INPUT, 'too large')
    place.whole()


# --- sequences, and what is read back ---------------------------------------------------------------------------------

@case
def a_sequence_whose_end_lies_outside_writes_nothing(place):
    refused(place, ['render', 's.toml', '--panel', 'curves', '--at', '20h', '--every', '1h', '--until', '30h', '--out', 'a.png', '--json', 'a.json'],
            'lies outside the run', code=BAD_INPUT)
    # Tenths of an hour add up to the end, and not beyond it.
    expect(place.run('render', 's.toml', '--stage', 'synapse', '--at', '0h', '--every', '0.1h', '--until', '24h', '--json', 'whole.json'), DONE)
    frames = json.loads((place.path / 'whole.json').read_text())['frames']
    assert len(frames) == 241 and frames[-1]['time_h'] == 24


@case
def what_is_written_reads_back(place):
    odd = 'version = 1\nhorizon_days = 1\npopulation = 2\ntitle = "a, \\"b\\"; # c\\n\\td \u00e5"\n'
    (place.path / 'odd.toml').write_text(odd)
    result = expect(place.run('simulate', 'odd.toml', '--csv', '-'), DONE)
    rows = table(result.stdout.decode())
    assert all(float(cell) == float(cell) for row in rows[1:] for cell in row)
    table(expect(place.run('cohort', 'odd.toml', '--csv', '-'), DONE).stdout.decode())
    expect(place.run('render', 'odd.toml', '--panel', 'curves', '--tab', 'drug', '--at', '1h', '--out', 'c.csv', '--json', 'c.json'), DONE)
    table((place.path / 'c.csv').read_text())
    assert json.loads((place.path / 'c.json').read_text())['scenario'] == 'a, "b"; # c\n\td \u00e5'
    expect(place.run('patch', 'p.toml', '--csv', 'p.csv', '--summary', 'sum.csv'), DONE)
    table((place.path / 'p.csv').read_text())
    table((place.path / 'sum.csv').read_text())


# --- progress ---------------------------------------------------------------------------------------------------------

def on_terminal(place, words, seconds=60, wanted=None):
    """What a terminal on the standard error gets, until `wanted` stands in it or the program ends."""
    master, slave = pty.openpty()
    process = subprocess.Popen([PROGRAM, *words], cwd=place.path, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=slave)
    os.close(slave)
    heard = b''
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not select.select([master], [], [], 0.2)[0]:
            if process.poll() is not None:
                break
            continue
        try:
            more = os.read(master, 65536)
        except OSError:
            break
        if not more:
            break
        heard += more
        if wanted and re.search(wanted, heard):
            process.terminate()
            break
    process.wait(30)
    os.close(master)
    return heard, process.returncode


@case
def long_work_shows_its_progress_on_a_terminal_only(place):
    many = ['cohort', 's.toml', '--patients', '10000000', '--csv', '/dev/null']
    heard, _ = on_terminal(place, many, wanted=rb'drawing patients: [0-9]+ %')
    assert re.search(rb'\rdrawing patients: [0-9]+ %', heard), heard
    (place.path / 'long.toml').write_text('version = 1\nhorizon_days = 366\npopulation = 200\n')
    heard, _ = on_terminal(place, ['simulate', 'long.toml', '--every', '0.1', '--csv', '/dev/null'], wanted=rb'simulating: [0-9]+ %')
    assert re.search(rb'\rsimulating: [0-9]+ %', heard), heard
    # Short work says nothing; a log never has a line of it.
    heard, code = on_terminal(place, ['simulate', 's.toml', '--csv', '/dev/null'])
    assert heard == b'' and code == 0, heard
    process = subprocess.Popen([PROGRAM, *many], cwd=place.path, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    time.sleep(3.0)
    process.terminate()
    assert process.communicate()[1] == b''


def run_case(function):
    began = time.monotonic()
    try:
        function(Place(function.__name__))
        return function.__name__, time.monotonic() - began, None
    except Exception:  # told below, with the others
        return function.__name__, time.monotonic() - began, traceback.format_exc()


def main():
    wanted = sys.argv[3:]
    chosen = [c for c in CASES if not wanted or any(word in c.__name__ for word in wanted)]
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(max(2, os.cpu_count() or 1)) as pool:
        for name, seconds, error in pool.map(run_case, chosen):
            print('%-75s %6.1f s  %s' % (name, seconds, 'FAILED' if error else 'ok'))
            if error:
                failed += 1
                print(error)
    if not chosen:
        print('no case has such a name')
    return 1 if failed or not chosen else 0


sys.exit(main())
