"""The rooms as a picture: boxes on floors, arrows from a room to those whose headers it includes. The same house gives the
same bytes: nothing depends on chance, on a clock or on a font that is measured.

An arrow that goes past a floor has a place of its own between that floor's boxes, so that none runs through a box.
"""

import collections
from xml.sax.saxutils import escape

WIDTH, SIDE, TOP, FLOOR_WORDS = 1600, 36, 128, 92
BOX, GAP, BETWEEN, LANE = 88, 58, 28, 20
FONT = "Inter, 'Helvetica Neue', Arial, sans-serif"
INK, SOFT, PAPER, BAND = "#1f2937", "#5b6676", "#ffffff", "#f6f7f9"
# What a family of rooms is called, its folders with all below them, its colours: ground, rim. The first that fits counts.
FAMILIES = (
    ("engine: the science", "engine/model", "#e3f3e6", "#4b9560"),
    ("engine: the ground", "engine/core engine/math", "#e6ebf2", "#64748b"),
    ("engine: the picture-maker", "engine", "#ebe6fa", "#7a63c0"),
    ("app: the scales", "app/stages app/view", "#ddf1f4", "#2f8a9a"),
    ("app: words and controls", "app/ui app/panels", "#fdeae0", "#c8713c"),
    ("app: the rest", "app", "#fcf3d4", "#a98614"),
)
NARROW, WIDE = set("ijlI.,:;'|!()[]/ft "), set("mwMW@%")


def family(room):
    return next(each for each in FAMILIES if any((room.folder + "/").startswith(folder + "/") for folder in each[1].split()))


def text_width(text, size):
    return size * sum(0.33 if c in NARROW else 0.88 if c in WIDE else 0.66 if c.isupper() else 0.57 for c in text)


def fitted(text, size, width, rows):
    """The words in at most so many rows; what is too much ends in an ellipsis."""
    out, row = [], ""
    for word in text.split():
        if text_width((row + " " + word).strip(), size) <= width:
            row = (row + " " + word).strip()
            continue
        if len(out) + 1 == rows:
            while row.rsplit(" ", 1)[-1] in ("a", "an", "and", "as", "by", "in", "of", "on", "that", "the", "to", "with"):
                row = row.rpartition(" ")[0]
            return out + [row.rstrip(",;:. ") + " \u2026"]
        if row:
            out.append(row)
        row = word
    return out + [row] if row else out


class Node:
    """A room, or (room is None) the place where an arrow passes a floor."""

    def __init__(self, room, floor, width, key):
        self.room, self.floor, self.width, self.key, self.x = room, floor, width, key, 0.0
        self.above, self.below = [], []


def reduced(arrows):
    """Without those that follow from others: a way of several arrows leads there, too."""
    nexts = collections.defaultdict(set)
    for here, there in arrows:
        nexts[here].add(there)

    def leads(start, goal):
        todo, seen = [room for room in nexts[start] if room is not goal], set()
        while todo:
            room = todo.pop()
            if room is goal:
                return True
            if room not in seen:
                seen.add(room)
                todo += nexts[room]
        return False

    return [(here, there) for here, there in arrows if not leads(here, there)]


def crossings(upper):
    spans = [(i, n.place, x.place) for i, n in enumerate(upper) for x in n.below]
    return sum(1 for a in range(len(spans)) for b in range(a + 1, len(spans)) if (spans[a][1] - spans[b][1]) * (spans[a][2] - spans[b][2]) < 0)


def all_crossings(layers):
    return sum(crossings(layers[floor]) for floor in layers)


def number(layers):
    for layer in layers.values():
        for place, node in enumerate(layer):
            node.place = place


def put_in_order(layers):
    """Few crossings: each node goes to the middle of its neighbours, floor by floor, up and down; then neighbours swap."""
    floors = sorted(layers)
    number(layers)
    best, kept = all_crossings(layers), {floor: list(layer) for floor, layer in layers.items()}
    for sweep in range(24):
        for floor in floors if sweep % 2 else reversed(floors):
            def middle(node):
                near = node.below if sweep % 2 else node.above
                return sum(other.place for other in near) / len(near) if near else node.place
            layers[floor].sort(key=lambda node: (middle(node), node.key))
            number({floor: layers[floor]})
        for floor in floors:
            layer = layers[floor]
            for i in range(len(layer) - 1):
                before = crossings(layer) + crossings(layers.get(floor + 1, []))
                layer[i], layer[i + 1] = layer[i + 1], layer[i]
                number({floor: layer})
                if crossings(layer) + crossings(layers.get(floor + 1, [])) >= before:
                    layer[i], layer[i + 1] = layer[i + 1], layer[i]
                    number({floor: layer})
        if all_crossings(layers) < best:
            best, kept = all_crossings(layers), {floor: list(layer) for floor, layer in layers.items()}
    layers.update(kept)
    number(layers)


def place_row(layer, wanted, weights, left, right):
    """The middles nearest to those wanted that keep the order and the distances (isotonic regression)."""
    offsets, at = [], 0.0
    for i, node in enumerate(layer):
        if i:
            at += (layer[i - 1].width + node.width) / 2 + (BETWEEN if node.room and layer[i - 1].room else LANE)
        offsets.append(at)
    blocks = []  # [sum of weight * wish, weight, how many]
    for wish, weight, offset in zip(wanted, weights, offsets):
        blocks.append([(wish - offset) * weight, weight, 1])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last)]
    low, high = left + layer[0].width / 2, right - layer[-1].width / 2 - offsets[-1]
    places = [min(max(total / weight, low), max(low, high)) for total, weight, count in blocks for _ in range(count)]
    for node, place, offset in zip(layer, places, offsets):
        node.x = place + offset


def put_in_place(layers, left, right):
    for layer in layers.values():
        place_row(layer, [(left + right) / 2] * len(layer), [1.0] * len(layer), left, right)
    floors = sorted(layers)
    for sweep in range(60):
        for floor in floors if sweep % 2 else reversed(floors):
            layer, wanted, weights = layers[floor], [], []
            for node in layer:
                near = node.above + node.below if sweep > 20 else (node.below if sweep % 2 else node.above)
                pulls = [(1.0 if other.room else 2.0) if node.room else (3.0 if other.room else 12.0) for other in near]  # long arrows are straight
                wanted.append(sum(pull * other.x for pull, other in zip(pulls, near)) / sum(pulls) if near else node.x)
                weights.append(max(1.0, sum(pulls)))
            place_row(layer, wanted, weights, left, right)
    spread = [node.x + side * node.width / 2 for layer in layers.values() for node in layer for side in (-1, 1)]
    shift = (left + right - min(spread, default=0) - max(spread, default=0)) / 2
    for layer in layers.values():
        for node in layer:
            node.x += shift


def draw(house):
    floors, left, right = house.floors(), SIDE + FLOOR_WORDS, WIDTH - SIDE - 10
    layers = collections.defaultdict(list)
    nodes = {}
    for room in sorted(house.rooms, key=lambda room: room.label):
        width = max(186 + 0.03 * house.about_lines(room), text_width(room.label, 16) + 34)
        nodes[room] = Node(room, floors[room], min(width, 340), room.label)
        layers[floors[room]].append(nodes[room])
    down = sorted(((a, b) for a, b in house.arrows if floors[a] > floors[b]), key=lambda arrow: (arrow[0].label, arrow[1].label))
    wrong = sorted(((a, b) for a, b in house.arrows if floors[a] <= floors[b]), key=lambda arrow: (arrow[0].label, arrow[1].label))
    ways = []
    for here, there in reduced(down):
        way = [nodes[here]]
        for floor in range(floors[here] - 1, floors[there], -1):
            way.append(Node(None, floor, 2, f"{here.label} {there.label}"))
            layers[floor].append(way[-1])
        way.append(nodes[there])
        for upper, lower in zip(way, way[1:]):
            upper.below.append(lower)
            lower.above.append(upper)
        ways.append(way)
    put_in_order(layers)
    for layer in layers.values():  # a crowded floor has narrower boxes
        boxes = sum(node.width for node in layer if node.room)
        rest = sum(BETWEEN if a.room and b.room else LANE for a, b in zip(layer, layer[1:])) + 2 * sum(1 for node in layer if not node.room)
        for node in layer:
            if node.room and boxes + rest > right - left:
                node.width *= (right - left - rest) / boxes
    put_in_place(layers, left, right)
    return picture(house, floors, layers, ways, [(nodes[a], nodes[b]) for a, b in wrong])


def picture(house, floors, layers, ways, wrong):
    top_floor = max(layers, default=1)
    height = TOP + top_floor * (BOX + GAP) + 62

    def top(floor):
        return TOP + (top_floor - floor) * (BOX + GAP) + GAP / 2

    def port(node, others, other):
        """Where on the box's rim: the arrows of one side stand beside each other in the order of where they go."""
        if node.room is None:
            return node.x
        order = sorted(others, key=lambda each: (each.x, each.key))
        step = min(26.0, 0.72 * node.width / max(1, len(order)))
        return node.x + (order.index(other) - (len(order) - 1) / 2) * step

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" font-family="{FONT}">',
           f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>']

    def text(x, y, size, color, words, extra=""):
        out.append(f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{color}"{extra}>{escape(words)}</text>')

    text(SIDE, 54, 27, INK, "The rooms of the house", ' font-weight="600"')
    text(SIDE, 80, 14, SOFT, "An arrow goes from a room to one whose headers it includes; arrows that follow from others are left out. "
                             "Wider boxes hold more code.")
    x = SIDE
    for name, _, ground, rim in (each for each in FAMILIES if any(family(room) is each for room in house.rooms)):
        out.append(f'<rect x="{x:.1f}" y="97" width="16" height="16" rx="4" fill="{ground}" stroke="{rim}" stroke-width="1.5"/>')
        text(x + 24, 110, 13, SOFT, name)
        x += 24 + text_width(name, 13) + 34

    for floor in range(1, top_floor + 1):
        y = top(floor) - GAP / 2 + 3
        if floor % 2:
            out.append(f'<rect x="{SIDE - 16}" y="{y:.1f}" width="{WIDTH - 2 * SIDE + 32}" height="{BOX + GAP - 6}" rx="14" fill="{BAND}"/>')
        text(SIDE, top(floor) + BOX / 2 + 5, 14, "#8a94a3", f"floor {floor}")

    heads, lines = [], []
    for way in ways:
        rim, path = family(way[0].room)[3], ""
        for upper, lower in zip(way, way[1:]):
            x1, y1 = port(upper, upper.below, lower), top(upper.floor) + BOX
            x2, y2 = port(lower, lower.above, upper), top(lower.floor) - (8 if lower.room else 0)
            bend = 0.55 * (y2 - y1)
            path += (f"M{x1:.1f} {y1:.1f}" if not path else "") + f"C{x1:.1f} {y1 + bend:.1f} {x2:.1f} {y2 - bend:.1f} {x2:.1f} {y2:.1f}"
            if lower.room:
                heads.append(f'<path d="M{x2:.1f} {y2 + 7:.1f}l-4.6 -9.4q4.6 2.6 9.2 0z" fill="{rim}"/>')
            else:
                path += f"V{y2 + BOX:.1f}"
        lines.append((path, rim))
    out += [f'<path d="{path}" fill="none" stroke="{PAPER}" stroke-width="5" opacity="0.85"/>\n'
            f'<path d="{path}" fill="none" stroke="{rim}" stroke-width="1.7" opacity="0.8"/>' for path, rim in lines] + heads
    for here, there in wrong:  # a circle: back to a floor that is no lower
        x1, y1, x2, y2 = here.x - here.width / 2, top(here.floor) + BOX / 2, there.x - there.width / 2 - 7, top(there.floor) + BOX / 2
        out.append(f'<path d="M{x1:.1f} {y1:.1f}C{x1 - 90:.1f} {y1:.1f} {x2 - 90:.1f} {y2:.1f} {x2:.1f} {y2:.1f}" fill="none" '
                   'stroke="#c0262d" stroke-width="2.2" stroke-dasharray="7 5"/>\n'
                   f'<path d="M{x2 + 7:.1f} {y2:.1f}l-9.4 -4.6q2.6 4.6 0 9.2z" fill="#c0262d"/>')

    for floor in sorted(layers):
        for node in layers[floor]:
            if node.room:
                out += box(house, node, top(floor))
    room_word = f"{len(house.rooms)} rooms on {top_floor} floors, {len(house.arrows)} arrows ({len(ways)} drawn)"
    text(SIDE, height - 22, 13, SOFT, room_word + ". Made by tests/architecture/rooms.py.")
    return "\n".join(out) + "\n</svg>\n"


def box(house, node, y):
    room, (_, _, ground, rim), x = node.room, family(node.room), node.x - node.width / 2
    out = [f'<rect x="{x:.1f}" y="{y:.1f}" width="{node.width:.1f}" height="{BOX}" rx="10" fill="{ground}" stroke="{rim}" stroke-width="1.5"/>']
    size = min(16.0, 16.0 * (node.width - 24) / text_width(room.label, 16))

    def text(dy, size, color, words, extra=""):
        out.append(f'<text x="{node.x:.1f}" y="{y + dy:.1f}" font-size="{size:.1f}" fill="{color}" text-anchor="middle"{extra}>{escape(words)}</text>')

    text(24, size, INK, room.label, ' font-weight="600"')
    for row, words in enumerate(fitted(room.notes.get("lives", "").rstrip("."), 11.5, node.width - 20, 2)):
        text(42 + 14.5 * row, 11.5, INK, words)
    count = len(room.units())
    text(BOX - 9, 11, SOFT, f"{count} unit{'s' * (count != 1)} \u00b7 ~{house.about_lines(room):,} lines".replace(",", "\u2009"))
    return out
