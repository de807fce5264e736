#include "app/platform/window_trace.hpp"

#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <memory>

namespace syn {
namespace {

constexpr int kCell = 16;  // changes are gathered in cells of so many pixels

// The window at the top that a draw list belongs to: ImGui names a child "parent/child_number".
std::string_view owner_of(const ImDrawList& list) {
  const std::string_view name = list._OwnerName != nullptr ? list._OwnerName : "";
  return name.substr(0, name.find('/'));
}

std::vector<const ImDrawList*> lists_of(std::string_view window) {
  std::vector<const ImDrawList*> out;
  const ImDrawData& data = *ImGui::GetDrawData();
  for (int i = 0; i < data.CmdListsCount; ++i) {
    if (owner_of(*data.CmdLists[i]) == window) out.push_back(data.CmdLists[i]);
  }
  return out;
}

void mix_in(std::uint64_t& content, std::uint64_t word) { content = (std::rotl(content, 29) ^ word) * 0x9E3779B97F4A7C15ULL; }

template <class T>
void mix_bytes(std::uint64_t& content, const T& value) {
  static_assert(sizeof(T) % 4 == 0);
  for (std::size_t at = 0; at < sizeof(T); at += 4) {
    std::uint32_t word = 0;
    std::memcpy(&word, reinterpret_cast<const unsigned char*>(&value) + at, 4);
    mix_in(content, word);
  }
}

WindowTrace::Part part_of(const ImDrawList& list, const ImDrawCmd& command, const ImDrawIdx* corner) {
  WindowTrace::Part part;
  const auto vertex = [&](int k) -> const ImDrawVert& { return list.VtxBuffer[static_cast<int>(command.VtxOffset + corner[k])]; };
  const ImVec2 a = vertex(0).pos, b = vertex(1).pos, c = vertex(2).pos;
  part.left = std::max(std::min({a.x, b.x, c.x}), command.ClipRect.x);
  part.top = std::max(std::min({a.y, b.y, c.y}), command.ClipRect.y);
  part.right = std::min(std::max({a.x, b.x, c.x}), command.ClipRect.z);
  part.bottom = std::min(std::max({a.y, b.y, c.y}), command.ClipRect.w);
  mix_bytes(part.content, command.ClipRect);
  for (int k = 0; k < 3; ++k) mix_bytes(part.content, vertex(k));
  return part;
}

template <class Visit>
void each_triangle(const ImDrawList& list, Visit&& visit) {
  for (const ImDrawCmd& command : list.CmdBuffer) {
    if (command.UserCallback != nullptr) continue;
    const ImDrawIdx* from = list.IdxBuffer.Data + command.IdxOffset;
    for (unsigned k = 0; k + 2 < command.ElemCount; k += 3) visit(command, from + k);
  }
}

std::vector<WindowTrace::Part> parts_of(const std::vector<const ImDrawList*>& lists) {
  std::vector<WindowTrace::Part> parts;
  for (const ImDrawList* list : lists) {
    each_triangle(*list, [&](const ImDrawCmd& command, const ImDrawIdx* corner) {
      const WindowTrace::Part part = part_of(*list, command, corner);
      if (part.left < part.right && part.top < part.bottom) parts.push_back(part);
    });
  }
  std::sort(parts.begin(), parts.end(), [](const auto& a, const auto& b) { return a.content < b.content; });
  return parts;
}

// The list again with only what lies in these boxes, each box by itself.
std::unique_ptr<ImDrawList> only_in(const ImDrawList& list, const std::vector<PixelBox>& boxes) {
  auto out = std::make_unique<ImDrawList>(list._Data);
  out->VtxBuffer = list.VtxBuffer;
  out->Flags = list.Flags;
  for (const PixelBox& box : boxes) {
    for (const ImDrawCmd& command : list.CmdBuffer) {
      if (command.UserCallback != nullptr) continue;
      ImDrawCmd part = command;
      part.ClipRect.x = std::max(command.ClipRect.x, static_cast<float>(box.left));
      part.ClipRect.y = std::max(command.ClipRect.y, static_cast<float>(box.top));
      part.ClipRect.z = std::min(command.ClipRect.z, static_cast<float>(box.right));
      part.ClipRect.w = std::min(command.ClipRect.w, static_cast<float>(box.bottom));
      if (part.ClipRect.x >= part.ClipRect.z || part.ClipRect.y >= part.ClipRect.w) continue;
      part.IdxOffset = static_cast<unsigned>(out->IdxBuffer.Size);
      const ImDrawIdx* from = list.IdxBuffer.Data + command.IdxOffset;
      for (unsigned k = 0; k + 2 < command.ElemCount; k += 3) {
        const auto at = [&](unsigned c) { return list.VtxBuffer[static_cast<int>(command.VtxOffset + from[k + c])].pos; };
        const ImVec2 a = at(0), b = at(1), c = at(2);
        if (std::max({a.x, b.x, c.x}) <= part.ClipRect.x || std::min({a.x, b.x, c.x}) >= part.ClipRect.z ||
            std::max({a.y, b.y, c.y}) <= part.ClipRect.y || std::min({a.y, b.y, c.y}) >= part.ClipRect.w)
          continue;
        for (unsigned corner = 0; corner < 3; ++corner) out->IdxBuffer.push_back(from[k + corner]);
      }
      part.ElemCount = static_cast<unsigned>(out->IdxBuffer.Size) - part.IdxOffset;
      if (part.ElemCount > 0) out->CmdBuffer.push_back(part);
    }
  }
  return out;
}

}  // namespace

std::vector<PixelBox> changed_boxes(const std::vector<WindowTrace::Part>& before, const std::vector<WindowTrace::Part>& after,
                                    const PixelBox& within) {
  const int columns = std::max(0, (within.right - within.left + kCell - 1) / kCell);
  const int rows = std::max(0, (within.bottom - within.top + kCell - 1) / kCell);
  std::vector<std::uint8_t> cells(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows), 0);
  const auto cell = [&](int column, int row) -> std::uint8_t& {
    return cells[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(column)];
  };
  const auto mark = [&](const WindowTrace::Part& part) {
    const auto at = [](float value, int origin) { return (static_cast<int>(std::floor(value)) - origin) / kCell; };
    const int first = std::max(0, at(part.left - 1.0F, within.left)), last = std::min(columns - 1, at(part.right + 1.0F, within.left));
    for (int row = std::max(0, at(part.top - 1.0F, within.top)); row <= std::min(rows - 1, at(part.bottom + 1.0F, within.top)); ++row) {
      for (int column = first; column <= last; ++column) cell(column, row) = 1;
    }
  };
  std::size_t i = 0, k = 0;
  while (i < before.size() || k < after.size()) {
    if (k == after.size() || (i < before.size() && before[i].content < after[k].content)) {
      mark(before[i++]);
    } else if (i == before.size() || after[k].content < before[i].content) {
      mark(after[k++]);
    } else {
      ++i, ++k;
    }
  }
  // Runs of cells, each as far down as the same run goes on.
  std::vector<PixelBox> boxes;
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      if (cell(column, row) == 0) continue;
      int end = column;
      while (end < columns && cell(end, row) != 0) ++end;
      const auto whole_run = [&](int below) {
        for (int c = column; c < end; ++c) {
          if (cell(c, below) == 0) return false;
        }
        return true;
      };
      int bottom = row + 1;
      while (bottom < rows && whole_run(bottom)) ++bottom;
      for (int r = row; r < bottom; ++r) {
        for (int c = column; c < end; ++c) cell(c, r) = 0;
      }
      boxes.push_back({within.left + column * kCell, within.top + row * kCell, std::min(within.right, within.left + end * kCell),
                       std::min(within.bottom, within.top + bottom * kCell)});
    }
  }
  return boxes;
}

void WindowTrace::update(std::string_view window, const Area& area, Color ground, const RenderTarget& target) {
  const std::vector<const ImDrawList*> lists = lists_of(window);
  std::vector<Part> parts = parts_of(lists);
  // As ImGui places a window: at whole pixels.
  PixelBox within{static_cast<int>(area.x), static_cast<int>(area.y), 0, 0};
  within.right = std::min(target.width(), within.left + static_cast<int>(area.width));
  within.bottom = std::min(target.height(), within.top + static_cast<int>(area.height));
  const std::vector<PixelBox> boxes = changed_boxes(parts_, parts, within);
  parts_ = std::move(parts);
  if (boxes.empty()) return;
  for (const PixelBox& box : boxes) {
    target.clear_part(box.left, target.height() - box.bottom, box.right - box.left, box.bottom - box.top, ground.r, ground.g, ground.b);
  }
  std::vector<std::unique_ptr<ImDrawList>> reduced;
  std::vector<ImDrawList*> pointers;
  for (const ImDrawList* list : lists) {
    reduced.push_back(only_in(*list, boxes));
    pointers.push_back(reduced.back().get());
  }
  ImDrawData some = *ImGui::GetDrawData();
  some.CmdLists = pointers.data();
  some.CmdListsCount = static_cast<int>(pointers.size());
  target.bind();
  ImGui_ImplOpenGL3_RenderDrawData(&some);
}

}  // namespace syn
