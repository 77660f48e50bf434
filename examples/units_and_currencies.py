"""Convert units and currencies, and add a hedged amount."""

# --8<-- [start:make]
from zhaoshang import Area, Money

plot = Area.of(80, "亩")
price = Money.of("3.5", "亿元")
print(price.value)  # 350000000
# --8<-- [end:make]

# --8<-- [start:areas]
print(Area.of(3, "亩").to("m2").value)  # 2000
print(plot.to("m2").value)  # 160000/3
print(plot.to("m2").to("mu") == plot)  # True
# --8<-- [end:areas]

# --8<-- [start:rate]
from zhaoshang.quantities import ExchangeRate

rate = ExchangeRate(base="USD", quote="CNY", rate="6.90", on="2022-09-01", source="中国外汇交易中心")
foreign = Money.of(3000, "万美元")
converted = foreign.to("CNY", rate=rate)
print(converted.value == 207_000_000)  # True
print(converted.trace[0].source)  # 中国外汇交易中心
# --8<-- [end:rate]

# --8<-- [start:dated]
from zhaoshang import Ledger, Project, evaluate
from zhaoshang.model import Arrival
from zhaoshang.profiles import DEFAULT, Rate

paid = [
    Arrival(on="2024-06-03", amount=Money.of(100, "万美元")),
    Arrival(on="2025-03-04", amount=Money.of(100, "万美元")),
]
ledger = Ledger(as_of="2025-12-31", projects=[Project(id="P1", name="甲", arrivals=paid)])
profile = DEFAULT.vary(
    "rated",
    rates=[
        Rate(currency="USD", value="7.12", period="2024", source="年平均汇率"),
        Rate(currency="USD", value="7.17", on="2025-03-04", source="中间价"),
    ],
)
print(evaluate(ledger, "arrived_funds", profile=profile, unit="万元")["arrived_funds"].value)  # 1429
# --8<-- [end:dated]

# --8<-- [start:mixed]
from zhaoshang.errors import CurrencyMismatchError

try:
    price + foreign
except CurrencyMismatchError as error:
    print(error.left, error.right)  # CNY USD
# --8<-- [end:mixed]

# --8<-- [start:hedged]
near = Money.of(130, "亿元", hedge="near")
total = near + Money.of(10, "亿元")
print(total.value)  # 14000000000
print(total.interval)  # (-∞, 14000000000)
# --8<-- [end:hedged]
