"""Makes assets/molecules.toml: structural formulas laid out by Open Babel (Debian's openbabel). Usage: molecules.py > assets/molecules.toml"""
import subprocess

MOLECULES = [
    ("pcp", "PCP", "PCP", "c1ccccc1C2(CCCCC2)N3CCCCC3"),
    ("ketamine", "Ketamine", "Ketamin", "CNC1(CCCCC1=O)c1ccccc1Cl"),
]

print("# Structural formulas, laid out by assets/bake/molecules.py with Open Babel: obabel -:SMILES --gen2D -d -omol.")
print("# An atom is its element and its place in bond lengths of about 1; a bond its two atoms, from 1, and its order.")
for key, name, name_sv, smiles in MOLECULES:
    mol = subprocess.run(["obabel", f"-:{smiles}", "--gen2D", "-d", "-omol"], check=True, capture_output=True, text=True).stdout.splitlines()
    atoms, bonds = int(mol[3][:3]), int(mol[3][3:6])
    print(f'\n[{key}]\nname = "{name}"\nname_sv = "{name_sv}"\nsmiles = "{smiles}"')
    print("atoms = [" + ", ".join(f'"{line[31:34].strip()} {float(line[:10]):.3f} {float(line[10:20]):.3f}"' for line in mol[4:4 + atoms]) + "]")
    rows = mol[4 + atoms:4 + atoms + bonds]
    print("bonds = [" + ", ".join(f'"{int(line[:3])} {int(line[3:6])} {int(line[6:9])}"' for line in rows) + "]")
