"""The last workbook that each establishment of the demonstration sent for a wave: the one that counts."""

from demo.sent_workbooks import Sent, sent


def last_sent(wave_id: str) -> dict[str, Sent]:
    return {item.establishment_id: item for item in sent(wave_id)}
