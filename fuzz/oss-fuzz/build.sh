#!/bin/bash -eu
# Build one fuzzer for each harness, with what is kept of its corpus.
pip3 install ".[duckdb,excel,pandas,polars,pyarrow,word]"
harnesses=$(python3 - <<'END'
import sys
sys.path.insert(0, "fuzz")
from harnesses import HARNESSES
print(*HARNESSES)
END
)
for name in $harnesses; do
  printf 'import sys\n\nfrom guided import main\n\nmain("%s", sys.argv[1:])\n' "$name" > "fuzz/fuzz_$name.py"
  compile_python_fuzzer "fuzz/fuzz_$name.py" --paths fuzz --paths . --collect-all zhaoshang --collect-all python_calamine
  if [ -d "fuzz/corpus/$name" ]; then
    zip -q -j "$OUT/fuzz_${name}_seed_corpus.zip" fuzz/corpus/"$name"/*
  fi
done
